"""Home, leaving, the road, the sea, the river, the rain."""

from harmonia.lyrics.writing.imagery.picture import drawn

PICTURES = drawn("""
home
words: home house hometown village mother father family mom dad kitchen childhood roots homesick
    grandmother grandma
scene: My mother sang; The kettle boiled; My father whistled; The porch light burned; We set the
    table; The screen door slammed; I knew each board; The apples fell; The curtains moved
turn: I drew a map; I wrote a card; I dialed the number; You kept my room; They sold the fields; I
    grew too tall; They fixed the roof; I learned the way
after: The key still turns; The dog still waits; The paint is new; I know the smell; The stairs
    still creak; I sleep so well; They call my name
ends: on the kitchen floor; at the old back door; by the apple tree; when they called for me; at
    the garden wall; down the narrow hall; as the day grew long; to the same old song
hooks: Leave the Light On; The Long Way Home; Back to the Porch; Every Road Leads Home; My
    Mother's Kitchen
choruses: There's a light in the window, a chair by the wall/And whoever I am, they remember it
    all; I can go round the world till I've nowhere to go/There's a door that stays open, a place
    that I know; If I'm late, let me be late, but keep me a place/There's a name for the weather I
    see in your face

leaving
words: leaving leave goodbye farewell depart gone going away left parting emigrate moving exile
scene: I packed the car; I closed the house; You held the gate; I found my coat; The taxi came; My
    mother waved; The boxes stood; I left the keys; The engine ran
turn: I watched the signs; You called my name; I crossed the bridge; I missed the turn; You kept
    the dog; I drove all night; I said it twice; I almost stayed
after: I keep your coat; The bed is new; I learn the streets; Your letters come; I still wake up;
    I count the miles; The map has holes
ends: by the garden gate; when the hour was late; on the railway line; at half past nine; with the
    bags by the door; the morning before; as the street lamps died; with nothing to hide
hooks: Leaving Home; Don't Wave Me Goodbye; One More Mile; Halfway Gone; Keep My Room
choruses: And it's not that I wanted to turn and be gone/There's a road in the blood and it
    carries you on; Tell them I'm doing well, tell them I've grown/Tell them I've never been good
    on my own; If I look back now I will never arrive/So I look at the road and I drive and I
    drive

the road
words: road highway driving drive car travel trip journey truck train miles wheels traveller
    traveling
scene: We took the coast; The engine sang; I rolled the window; We split the gas; The map was
    wrong; The headlights swam; You sang off key; I took the wheel; The towns went by
turn: We lost the road; We slept in the car; The tire went flat; You read me the signs; We pulled
    to the side; I let you sleep; The fields turned gold; We ran out of songs
after: The dust is mine; I keep the map; The seat is warm; The next town shines; I know the way;
    The wheels still hum; There's sand in my shoes
ends: on the county line; by a neon sign; with an hour to go; on the radio; at the break of day;
    on the motorway; as the sky turned red; with the hills ahead
hooks: Miles to Go; Another Hundred Miles; Roll the Windows Down; Anywhere Is Fine; The Road Knows
    My Name
choruses: Roll the windows down and let the dark come in/There's no place to be and there's no
    place we've been; We don't need to know where the highway will bend/There's a song on the
    radio, long as a friend; If the morning should find us, then let it be here/With a half tank
    of nothing and everything clear

the sea
words: sea ocean water waves beach shore boat boats ship sail sailing sailor tide harbour harbor
    island coast swim fishing
scene: We pulled the boat; The gulls came down; I smelled the salt; The nets were full; We walked
    the pier; You tied the rope; The tide ran out; I skipped a stone; The lighthouse turned
turn: You learned the knots; The wind came round; I let you steer; We lost an oar; The fog rolled
    in; You named each star; I could not swim; The anchor held
after: The rope still hangs; The tide comes in; I keep a shell; The salt has dried; The waves
    still talk; I know the drift; The boat needs paint
ends: along the bay; in the morning spray; on the harbour wall; at the gulls' first call; beneath
    the pier; the end of the year; along the sand; with the rope in my hand
hooks: Paper Boats; Salt on My Skin; The Tide Will Know; Take Me to the Water; Low Tide
choruses: Oh, the water remembers whatever we gave/It will hand it all back to the shore in a
    wave; Carry me over and carry me wide/I was never afraid of the turn of the tide; There's a
    line where the blue meets a different blue/And whatever is past it, I'd sail it with you

the river
words: river rivers stream creek bridge flood current riverside valley lake
scene: The water rose; I threw a stone; We swam across; The willows bent; The bridge was down; You
    took my shoes; The mill wheel turned; I built a raft; The herons stood
turn: I read your note; The current pulled; We drifted south; I let it go; The banks gave way; You
    held the line; I heard it all night; The ice broke up
after: The reeds have grown; The stones are smooth; I cross alone; The water's low; The mill is
    closed; It still runs on; The fish come back
ends: beneath the trees; on my hands and knees; at the water's side; where the swallows glide;
    below the mill; and the air was still; around the bend; at the summer's end
hooks: River, Carry Me; Down to the River; The Water Runs On; Let the River Say; Slow Water
choruses: Let the river carry me down to the sea/There's a bend in the water that's waiting for
    me; You can't step in twice, so they tell me it's true/But it looks like the same one, and so,
    love, do you; It was here before me and it's here when I'm gone/I put down my burden, the
    river runs on

the rain
words: rain raining storm thunder rainy wet weather cloud clouds umbrella grey gray
scene: The gutters sang; I shook my coat; The windows ran; You had no hat; The street lamps swam;
    We shared a roof; The bus was late; The thunder rolled; The garden drank
turn: You held my sleeve; I lost the bet; We ran for it; The lights went out; You dried your hair;
    I let it fall; We missed the show; I made some tea
after: The street has dried; The drains still talk; My shoes are wet; The sky is clean; The roses
    stand; I left it there; The puddles shine
ends: against the pane; on the window pane; at the garden door; on the second floor; in the
    afternoon; at the end of June; on the slates above; with a borrowed glove
hooks: Let It Rain; Under One Umbrella; Tin Roof; After the Rain; Waiting Out the Weather
choruses: Let it rain, let it rain, let it wash out the street/I have nowhere to be and there's
    mud on my feet; If the sky has to fall, let it fall on us two/I would stand in the weather
    till morning with you; There's a drum on the roof and it's playing for me/And the whole of the
    town is as wet as the sea
""")
