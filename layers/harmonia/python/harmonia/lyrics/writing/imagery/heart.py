"""Love, loss, dreams, hope, fire, growing."""

from harmonia.lyrics.writing.imagery.picture import drawn

PICTURES = drawn("""
love
words: love lover loving heart kiss romance romantic you wedding valentine crush darling
    girlfriend boyfriend wife husband marry anniversary
scene: You wore my coat; I knew your step; We shared a bench; You cut your hair; I burned the
    toast; You laughed out loud; I learned your street; We missed the bus; You took my arm
turn: I told my friends; You met my mother; We bought a lamp; You stayed a week; I wrote it down;
    We fought and slept; You knew my songs; I dropped the ring
after: You still sleep late; Your cup is blue; I know your hands; We fold the sheets; You hum that
    tune; I'd wait all day; The lamp still works
ends: in the pouring rain; on the evening train; at the corner store; by your mother's door; on
    the second of May; and you let me stay; on a kitchen chair; with the sun in your hair
hooks: Stay a While; Your Name in My Mouth; Nobody Told Me; Only You Would Know; Borrow My Coat
choruses: I was good on my own till you came to the door/Now I don't know what all of that quiet
    was for; Say it soft, say it slow, say it once in the dark/You're the match and the matchbox,
    I'm only the spark; If you ask me to stay I'll be no use at all/I'll be late for my life and
    I'll hang on your wall

loss -
words: loss lost grief death dead dying mourning miss missing lonely alone loneliness heartbreak
    broken breakup break sad tears cry crying ghost funeral memory memories
scene: Your coat still hung; The phone was still; I made one cup; The neighbours came; They sent
    me flowers; I kept your side; The bed was wide; Your letters came; The clock had stopped
turn: I wore your ring; I dreamed your voice; They took your chair; I told the dog; I drove right
    past; I burned the list; I set your place; I found your comb
after: The days go on; The roses came; I keep your watch; Your songs still play; I say your name;
    The pain is small; I sleep some nights
ends: in the empty hall; by the bedroom wall; at the end of the bed; with the book unread; in the
    cold front room; by the kitchen broom; like the night before; on the kitchen floor
hooks: An Empty Chair; Where You Were; Say Your Name; The Quiet After You; Half of the Bed
choruses: There's a shape in the air where you used to be found/And the house is so quiet it makes
    its own sound; I would give all the years that I have left to spend/For a minute of you and
    the sound of my friend; They say it gets lighter, they say it'll be fine/But the weight of
    you, darling, I'm glad that it's mine

dreams
words: dream dreams dreaming dreamer imagine fantasy wish wishes wonder magic fly flying wings
scene: I slept till noon; The stairs went up; I breathed the sea; The house had wings; You spoke
    in rhyme; I knew the tune; The door was small; We flew so low; The fields were blue
turn: I lost my shoes; You had no face; The clock ran back; I read the stars; The train was mine;
    We walked on roofs; You changed your name; The water sang
after: I wake too soon; The bed is land; I keep the key; The blue still shows; I draw the stairs;
    I'd know that door; It fades by ten
ends: above the town; as the roofs went down; in the pale of the day; till it blew away; on a
    paper moon; to a borrowed tune; with the lamp burned low; where the sleepers go
hooks: Don't Wake Me Yet; Where the Sleepers Go; Paper Moon Rising; Dream It Again; Wings by
    Morning
choruses: Don't wake me yet, I am nearly there/There's a stair in the sky and a light on the
    stair; If it's only a dream, let it be one for two/I have wings made of paper and so, love, do
    you; Close the door on the day, let the evening begin/There's a boat made of pillows, come on
    and get in

hope
words: hope hopeful believe faith light morning sunrise dawn tomorrow rise rising better future
    new begin beginning start brave courage freedom free peace strong
scene: The ice had cracked; I heard the birds; The light came up; We cleared the ground; The fever
    broke; You lit the stove; The road dried out; I swept the step; The bread had risen
turn: We raised the roof; I planted seeds; You learned to walk; We crossed the line; I spoke your
    name; The vote came in; You took a breath; We sang as one
after: The seeds are trees; The door is wide; I stand up straight; The birds are back; The light
    comes first; We hold the road; My hands are warm
ends: at the break of day; when the clouds gave way; on the other side; with the gates thrown
    wide; at the end of the night; in the early light; with the ground still wet; and it's not
    over yet
hooks: Here Comes the Morning; Not Over Yet; Rise with Me; Open the Window; Light Enough
choruses: There is light on the hill and it's coming to stay/It was dark for so long and it's
    yesterday; Open the window and let the thing in/If the worst of it's over, the rest can begin;
    You can fall seven times, you can get up on eight/There's a key in your pocket, it's never too
    late

fire
words: fire burn burning flame flames heat spark ash smoke campfire burns anger rage fight war
    rebel revolution
scene: The kindling caught; We stacked the wood; The smoke rose straight; I struck a match; The
    sparks flew up; You fed the coals; The dry grass hissed; The windows glowed; We circled close
turn: The wind got up; I burned your notes; You walked right in; The beams came down; We lost the
    barn; I told it all; You dared me to; The night turned gold
after: The ash is soft; The bricks stand black; I smell of smoke; The ground is warm; The green
    comes through; One coal still glows; I keep the match
ends: in the dead of night; by its own red light; at the edge of the wood; where the old house
    stood; to the open sky; on the Fourth of July; with the sparks in our hair; in the burning air
hooks: Strike the Match; Burn a Little Brighter; Sparks in Your Hair; Keep the Fire In; Ash and
    Gold
choruses: Strike the match, hold it high, let them see where we are/Every fire on the hill was a
    match in a jar; I was wood, I was dry, I was stacked by the wall/Then you came with your hands
    full of nothing at all; Let it burn, let it burn till there's only the bright/I would rather
    be ashes than cold in the night

time
words: time years age aging growing grow up young youth yesterday past remember memory
    nostalgia nostalgic clock child children daughter son kid kids baby
scene: You marked the door; I cut the cake; We had no shoes; The swing still swung; You lost a
    tooth; The film was short; I wore your hat; The summers lasted; We buried a box
turn: You grew an inch; I blinked just once; You took the wheel; The dog grew old; I found grey
    hairs; You left for school; We sold the swing; I kept the shoes
after: The marks still climb; The box is there; You have my laugh; I nap by two; The hat fits you;
    The film still runs; The days are fast
ends: on the kitchen door; when you turned four; by the apple tree; sitting next to me; at the
    turn of the year; with your whole life near; in the photograph; and it made us laugh
hooks: Where Did It Go; Marks on the Door; Slow Down a Little; Every Other Sunday; When You Were
    Small
choruses: Slow it down, slow it down, I was just getting here/You were small at the start and
    grown by the end of the year; If I had it in bottles, I'd open one now/I'd go back to that
    garden if someone showed how; All the hours that we wasted were never a waste/I would trade
    you tomorrow for one little taste
""")
