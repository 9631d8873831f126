"""Summer, winter, autumn, spring, and the nameless theme."""

from harmonia.lyrics.writing.imagery.picture import drawn

GENERAL = drawn("""
anything
words: anything
scene: The day was new; I tied my shoes; You made the tea; The street was loud; I missed the bus;
    We read the news; You held the door; The sky was plain; I found a seat
turn: You told a joke; I said too much; We changed the plan; The power failed; I asked you why;
    You drew a map; We took a vote; I lost my hat
after: The cup is clean; I know the joke; We laugh at that; The map still works; I tell it well;
    The seat is mine; The news is old
ends: on a Monday at ten; and we did it again; on the corner of Main; at the end of the train; for
    an hour or two; till the morning came through
hooks: Anyway; All I Know; Over and Over; What I Came to Say; Something Like This
choruses: I could tell you a hundred good reasons or more/There is only one thing that I'm singing
    it for; If they ask me about it, I'll say it was true/If they ask who was with me, I'll say it
    was you; Any road, any weather, at any old time/You can sing it in reason, or only in rhyme
""")[0]
PICTURES = drawn("""
summer
words: summer sun sunshine sunny holiday vacation july june august hot heat beachside sunset
    sunlight barbecue
scene: The tar went soft; We wore no shoes; The peaches split; You found the key; The hose lay
    loose; We slept outside; The fair came round; I burned my nose; The crickets sang
turn: You kissed me first; We stole a boat; You taught me chords; We stayed up late; I learned to
    dive; The storm blew in; You cut the fruit; We named the stars
after: The pool is closed; I keep the sand; Your tan has gone; The grass is dry; The nights come
    soon; One peach is left; The porch is swept
ends: in the noonday sun; when the chores were done; on your father's lawn; from dusk till dawn;
    at the end of June; underneath the moon; down by the shore; like the year before
hooks: Late Summer; Peaches and Salt; The Longest Day; Stay Like July; No Shoes On
choruses: Make it last, make it last, let the evening run long/There's a whole year of winter to
    sing the same song; We were brown, we were brave, we were barely sixteen/And the nights were
    the widest I've ever seen; If I close both my eyes I can hear the screen door/And the hum of
    the wires and the waves on the shore

winter
words: winter snow snowing christmas ice cold frost december january snowy frozen santa holidays
scene: The pipes had froze; We chopped the wood; The lake was white; Your breath made clouds; I
    lost a glove; The snow came down; We strung the lights; The roads were closed; You wore two
    coats
turn: We pulled the sled; You burned the toast; The power failed; I warmed your hands; We sang off
    key; You slipped and laughed; The stove went out; The guests stayed on
after: The thaw has come; I found the glove; The lights come down; The boots stand dry; The lake
    lets go; One candle's left; The snow still holds
ends: on the window pane; down the frozen lane; in the early dark; on the edge of the park; at the
    kitchen stove; where the snow plough drove; with the lamps aglow; in a foot of snow
hooks: First Snow; Keep Me Warm; Home by December; Snowed In with You; White on White
choruses: Let it come, let it cover the road and the sign/There's a fire in the kitchen, your
    shoulder on mine; Every roof has its blanket, each tree has its crown/And there's no sound at
    all but the snow coming down; If the winter is long, let it find us inside/With a candle, a
    blanket, and nowhere to hide

autumn
words: autumn fall leaves october november september harvest halloween pumpkin
scene: The leaves came down; We raked the yard; The geese went south; I wore your scarf; The
    school bus stopped; We picked the last; The fields were bare; You lit the stove; The light
    came low
turn: You changed your mind; I burned the leaves; We sold the car; The clocks went back; You kept
    the scarf; I walked you home; We closed the house; The first frost came
after: The trees are bare; I rake alone; The scarf is mine; The geese are late; The dark comes
    soon; The gate hangs loose; One leaf holds on
ends: in the orchard rows; when the cold wind blows; at the school yard gate; when the hour grew
    late; with the lamps turned on; and the warm days gone; along the lane; in a mist of rain
hooks: Last Leaf Down; October Again; Amber; When the Clocks Go Back; Harvest Home
choruses: Everything's turning to copper and gold/It was never so lovely as when it grew old; Hold
    on to my sleeve while the year's letting go/There's a fire to get home to, a long way to go;
    One by one they come down and they don't make a sound/There's a year of my life in the leaves
    on the ground

spring
words: spring april may bloom flower flowers garden blossom green bird birds seed seeds rose roses
    nature forest tree trees mountain mountains wind
scene: The orchard hummed; I turned the soil; The swallows came; You hung the wash; The gate swung
    wide; The brook ran high; We shook the rugs; The lilac leaned; A bee got in
turn: You picked a row; I lost my coat; We found the nest; The rain was warm; You cut your hair; I
    built a fence; The seeds came up; We left it wild
after: The plums are set; The nest is full; I wear short sleeves; The green holds on; The wash is
    dry; The fence grew roots; The bees know best
ends: in the garden rows; where the wild mint grows; by the orchard wall; at the cuckoo's call; in
    the April rain; down the cattle lane; as the light grew long; to the blackbird's song
hooks: Wildflower; Green Again; Orchard; Everything at Once; Open Late in April
choruses: Everything opens, it can't help but try/The ground has forgotten it wanted to die; Come
    and stand in the garden, there's room by the wall/There's a blackbird who's singing for no one
    at all; I had packed it away with the coats in the hall/Then the green came up through it, no
    trouble at all
""")
