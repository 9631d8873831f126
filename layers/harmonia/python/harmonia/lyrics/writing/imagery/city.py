"""The city, the night, dancing, work, friends, space."""

from harmonia.lyrics.writing.imagery.picture import drawn

PICTURES = drawn("""
the city
words: city town street streets downtown urban lights neon skyline tokyo paris london york berlin
    metro subway taxi
scene: The trains ran late; I took the stairs; The neon hummed; You bought us coffee; The bakers
    woke; I read the signs; The market closed; A siren turned; We shared a cab
turn: I lost the key; You knew the cook; We crossed on red; I learned your street; The lift broke
    down; You fed the birds; I moved uptown; We danced on the roof
after: The corner's changed; I keep the card; The lamps come on; The same bus stops; The rents
    have climbed; I walk it now; The windows glow
ends: on the corner of Main; at the end of the train; on the seventh floor; by the all night
    store; above the street; with the crowds at our feet; at the traffic light; in the middle of
    the night
hooks: City of Strangers; Ten Million Windows; Last Train Home; Neon and Rain; Corner of Main
choruses: There are ten million windows and one of them's mine/And the whole of the dark is a thin
    yellow line; If you stand very still you can hear the place hum/It will keep you as long as
    you're willing to come; Keep a lamp in the window, I'm crossing the square/There's a city
    between us and I'm halfway there

the night
words: night nights midnight dark darkness moon moonlight stars evening sleep sleepless insomnia
    moonlit starlight
scene: The clock ran down; The house was quiet; I heard the owls; The moon came up; We left the
    party; The last bus passed; I lit a match; The windows slept; You turned the key
turn: You told the truth; We climbed the roof; I lost the hours; You named a star; We talked till
    four; I held my breath; The radio played; The shadows moved
after: The stars stay out; I sleep by day; The moon still looks; The clock is slow; The owl still
    asks; I leave it dark; The sheets are cold
ends: at a quarter to three; with the moon in the tree; till the edge of day; with the town far
    away; in the blue of the room; with the roses in bloom; with the curtains drawn; for a while
    before dawn
hooks: Small Hours; Stay Till the Morning; Half the Moon; Awake with You; The Night Is Young
choruses: Stay till the morning, the night is so wide/There's a chair by the window, there's room
    at my side; All the ones who are sleeping will never quite know/How the dark is a river, how
    softly we go; Give me one hour more and I'll give it you back/With a handful of stars on a
    ribbon of black

dancing
words: dance dancing dancefloor party club disco dancer floor rhythm move groove celebrate
    celebration birthday
scene: The band came on; You took my hand; The floor was full; I knew no steps; The lights went
    low; You kicked your shoes; The bass came in; We pushed the chairs; Somebody laughed
turn: I stepped on your feet; You spun me around; They played it twice; The room let go; I lost my
    coat; We closed the place; I learned to lead; You never sat down
after: My feet still know; The song comes round; The floor is swept; I hear it yet; The streets
    spin home; The lights are up; I hum it still
ends: by the speaker stack; at the very back; to the final song; and it wasn't long; in the
    crowded heat; with the drum in our feet; till a quarter to two; with a spotlight on you
hooks: One More Song; Dance Me Home; Keep the Band Playing; Move the Chairs; Don't Sit This One
    Out
choruses: Play it once more, we have hardly begun/We can sleep when the floor has a view of the
    sun; Never mind where the door is, it's staying shut tight/There is only this record and only
    tonight; If you can't find the step, then let me be your guide/There is no way to do this with
    someone outside

work
words: work working job money factory boss office labor labour monday miner farmer hands wage
    tired
scene: The whistle blew; I punched the clock; My father's hands; We loaded trucks; The coffee
    burned; The foreman called; I tied my boots; The shift began; I swept the floor
turn: They cut the hours; You fixed the belt; We sang along; My back gave out; They closed line
    two; You shared your bread; We won an hour; I asked for more
after: My hands are rough; The gates are chained; I keep the badge; The rust is red; My boots
    still fit; The kids are grown; The whistle sleeps
ends: at the break of day; for a little pay; till the day was done; in the yellow sun; on the
    factory floor; like the men before; at half past five; to stay alive
hooks: Five O'Clock; These Two Hands; Another Monday; Bread and Roses Yet; Till the Whistle Blows
choruses: I've got two good hands and I've got them for hire/One's for the hammer and neither will
    tire; Somebody built it, the road that you're on/Somebody stayed when the daylight was gone;
    It's a long way to Friday, it's short on the pay/But the evening is mine and it's coming this
    way

friends
words: friend friends friendship together brother sister gang buddies mates crew team company
scene: We stole your bikes; You shared your lunch; We built a fort; The bell had rung; We wrote
    our names; You broke your arm; We had no cash; I knew your knock; We sang too loud
turn: You moved away; We swore an oath; You drove all night; I told you first; We fought for days;
    You paid my share; You married well; I kept your dog
after: You still call late; We laugh the same; The bench is there; You know the rest; Our kids are
    tall; I'd know your walk; The tree still stands
ends: on your father's shed; till the sky turned red; at the back of the class; on the schoolyard
    grass; by the corner store; like the year before; on the factory wall; in the heat of it all
hooks: Who I Call; The Same Old Crew; You Know the Rest; Round One More Time; Save Me a Seat
choruses: You were there at the start, you'll be there at the last/You're the only one living who
    knows all my past; Save me a seat and I'll save you a song/It won't matter how far and it
    won't matter how long; There are people you meet and there are people you keep/You're the
    number I know when I'm walking in sleep

space
words: space stars moon rocket planet planets galaxy astronaut satellite universe mars cosmos
    alien robot robots orbit
scene: The rockets stood; We counted down; I saw the earth; The stars held still; The hatch swung
    shut; You waved below; The engines slept; I named a rock; The signal came
turn: I lost your voice; We passed the moon; The clocks disagreed; I floated free; You left a
    light; The dust drew rings; I wrote you a year; The heat shield glowed
after: The sky is full; I hear you yet; My boots stay light; The dish still turns; You look so
    small; I look straight up; The dark is kind
ends: at the edge of the air; with the whole of it there; on the radio; with a year to go; in the
    silver light; at the end of the night; with the world below; where the comets go
hooks: Signal Fading; A Light Year Away; Come In, Earth; Satellites; Weightless
choruses: Come in, do you read me, I'm crossing the blue/There's a whole lot of nothing from me
    here to you; If you look to the west when the evening is clear/I'm the light going over, I'm
    already here; There is no up or down, there is only the glow/And the sound of your voice in
    the static below
""")
