"""
Lines that go with any theme, in rhyming pairs.

`PAST` and `PRESENT` end a line that began with a picture. `TURNS` close a verse, `LIFTS` lead up
to a chorus, `CHORUSES` stand around its hook, `BRIDGES` look at it all from elsewhere. A pair
marked `-` is for dark songs, `+` for bright ones.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Couplet:
    """Two lines, or two ends of lines, that rhyme; `mood` is -1 dark, 1 bright, 0 either."""

    lines: tuple[str, str]
    mood: int = 0


def _read(text: str) -> tuple[Couplet, ...]:
    found = []
    for row in re.sub(r"\n +", " ", text.strip()).splitlines():
        mood = {"-": -1, "+": 1}.get(row[0], 0)
        first, second = (part.strip() for part in row.lstrip("+- ").split("/"))
        found.append(Couplet((first, second), mood))
    return tuple(found)


PAST = _read("""
and the day was long / and nothing was wrong
and the light was thin / and we let it in
and I held my tongue / and the bell was rung
and the air was sweet / in the empty street
as the evening came / and I said your name
and the hour was late / and it couldn't wait
- and I didn't speak / for the rest of the week
- and it hurt to smile / but just for a while
+ and I laughed out loud / and I felt so proud
+ and the sky was clear / for the first time that year
and I knew by then / and I'd do it again
and I lost the thread / and the line went dead
and the world went by / and I don't know why
and I didn't mind / with the day behind
like it knew my name / but it wasn't the same
and it all felt new / when I looked at you
and I said all right / in the fading light
when I turned around / and there wasn't a sound
- and I had no plan / and away you ran
and the wind blew cold / and the tale was told
and you closed your eyes / to my surprise
and the radio played / and I wish we'd stayed
+ and the room was warm / like a port in a storm
as if nothing had changed / with the chairs rearranged
and I thought of you / till the night was through
and we talked all night / till we got it right
and you shook your head / and I went to bed
and the years were few / when it all was new
""")
PRESENT = _read("""
and the years go by / and I don't ask why
and I let it be / and it's fine by me
like an old church bell / and I know it well
and I let it show / as I come and go
for another day / and I'd like to stay
to the same old song / and it won't be long
like it always did / since I was a kid
and nobody knows / where the music goes
and I think of you / as I always do
and I call it mine / and I'm doing fine
- and I'm still awake / for nobody's sake
- and I can't pretend / that it's not the end
+ and the sun comes through / and I'm coming too
+ and my heart is light / and it feels all right
if you look that way / at the end of day
when the day is done / in the setting sun
and it's good enough / when the road is rough
and I take my time / as the church bells chime
and I don't look back / at the railroad track
and it makes me smile / for a little while
""")
TURNS = _read("""
There are some things you carry / and a few you have to bury
I never said I knew the way / I only said I wouldn't stay
And all I had to give to you / was every little thing I knew
It wasn't much to call our own / but it was more than I had known
I'd like to say I saw it coming / I only heard the engine humming
You don't get what you ask to hold / you get the part that can't be sold
It's funny what you can't let go / a cup, a coat, a radio
I wrote it on a paper bag / and flew it like a little flag
I haven't found the word for it / I only know the way they fit
They say the heart's a stubborn thing / it only has one song to sing
And no one rings a bell to say / that this will be the very day
I took the slower way around / and that was how the rest was found
I never minded being lost / I only minded what it cost
Some people know what they are for / I'm only standing at the door
I kept the part I understood / I'd do it over if I could
We had no words for what it was / we only did it just because
And if you look, you'll find it there / between the table and the chair
I couldn't tell you what was said / I know the sky was turning red
- I said that I was over it / and then I had to sit a bit
- The trouble with forgetting you / is that there's nothing else to do
- And if you ask me I'll say fine / I have been practicing that line
- I'm learning to be on my own / I talk too much, I watch the phone
- There's room enough in here for two / there's all this room instead of you
- You left so little to regret / I go on looking for it yet
- It's not the loud parts that I miss / it's only mornings such as this
+ And nothing in the world was worth / as much as that small patch of earth
+ A little bread, a little wine / a little hand asleep in mine
+ And everyone I ever knew / was coming up the avenue
+ I hadn't got a thing to prove / I only had the will to move
+ I had a pocket full of days / and I would spend them all on praise
+ We had no money and no plan / and that's where all the best began
+ If this is all there is to know / then I am rich from head to toe
The years are kinder than they seem / they only wake you from a dream
I learned it slowly, learned it late / the things you love are things that wait
I held it lightly in my hand / the way you carry grains of sand
It's not a thing that you can own / it comes and sits with you alone
They tell you when it is too late / the hinge was always on the gate
I'd give you reasons if I could / I only know that it was good
You think that no one else can tell / I wore it like a ringing bell
I knew the answer all along / I had it in the wrong old song
The world is wide, the heart is small / and yet it tries to hold it all
I used to count on every sign / now any kind of wind is fine
There was a door I didn't try / I sometimes wonder, passing by
I have a lot of it to learn / the candle's young, it wants to burn
Whatever it is that people need / it grows in secret, like a seed
The longest day, the shortest night / I carried it and held it tight
- The house is bigger than it was / it makes the sound an echo does
- I set the clock, I shut the blind / I never told you I don't mind
- The worst of it is being brave / and keeping what you never gave
+ The kettle sang, the kettle knew / that anyone would sing for you
+ I couldn't keep a serious face / the joy was all over the place
+ And anyone who came along / could pick up half the tune, the song
""")
LIFTS = _read("""
And I can feel it coming now / I couldn't stop it anyhow
And something in me starts to rise / I see it somewhere in your eyes
Hold on a minute, hold the line / I'm waiting only for a sign
And every time I close my eyes / it comes a little by surprise
So if you hear me, say my name / there's nothing here that stays the same
And all the while, beneath the skin / I feel it coming, let it in
Don't say a word, don't make a sound / I think my feet have left the ground
I've kept it quiet long enough / the waiting is the hardest stuff
It's in the walls, it's in the air / I turn around, it's everywhere
One more breath and one more day / and then I hear the whole thing say
- And though I tried to leave it be / it keeps on walking after me
- I told myself I wouldn't call / I told myself, I told the wall
- It's only now I understand / how much was running through my hand
+ And here it comes, I know that sound / the one that turns the day around
+ So lift your head and lift your voice / we never really had a choice
+ There's nothing now we have to fear / the thing we waited for is here
""")
CHORUSES = _read("""
And I don't know the reason why / It's written all across the sky
I say it soft, I say it loud / I say it to the passing crowd
It's all I ever wanted to / It's all I ever tried to do
It's in my blood, it's in my bones / It's in the trees and in the stones
I'd follow it to anywhere / I'd find it if it wasn't there
And every time I hear it call / I give it everything, that's all
There's nothing more I need to know / There's nowhere else I'd rather go
It comes to me when I am still / It always did, it always will
And if you never understand / Then close your eyes and take my hand
It won't be over till it's done / It's only ever just begun
- I keep it where it can't be seen / I keep it all so cold and clean
- I never said it while I could / I never told you, though I should
- It's all that I have left to say / It's all I hear, the livelong day
+ Oh, let it ring, oh, let it shine / It's yours as much as it is mine
+ It's getting up, it's getting high / It's getting bigger than the sky
+ We've got the wind, we've got the sun / We've got the time, we've just begun
I have looked for it high, I have looked for it low / It was here all along and I just didn't know
You can say what you like, you can say that I'm wrong /
    I would walk through the winter to sing you this song
If you ask me tomorrow I'd do it again / I was never so sure of a thing as back then
It was never the ending I wanted to see / It was only the start, and the start was for free
Everybody I know has a place they would be / And I swear on my life that it's calling to me
Let the world have its hurry, the clock have its chime /
    We are taking it slowly, we're taking our time
It's the first thing I reach for, the last that I keep /
    It's the one little word that I say in my sleep
I don't need a reason, I don't need a sign / I have all that I asked for and all of it's mine
- There is nothing to hold and there's nothing to say /
    But it comes in the evening and won't go away
- And I'd give it all up for an hour or two / Of the way that it felt and the way that it flew
- I can turn off the light, I can bolt every door /
    It will find me by midnight, it's found me before
- If it hurts, let it hurt, let it stay through the night /
    I have nothing to do but to leave on a light
+ Put your hands in the air, put your heart in your shoes /
    There is nothing to win and there's nothing to lose
+ Oh, the morning is wide and the door isn't closed / And it's all going better than any supposed
+ Sing it loud, sing it long, sing it wrong if you will /
    There's a sun on its way and it's climbing the hill
+ We were born with the music already inside / There is nowhere to run to and no need to hide
""")
BRIDGES = _read("""
And maybe I was wrong about it all / Maybe you have to trip to learn to fall
What if the door was open all the time / What if the mountain wanted us to climb
I used to think the story was the end / Now every page is reading like a friend
And if I had it all to do again / I wouldn't change the where, I'd change the when
Nobody told me that it works this way / You give it up and then it wants to stay
It isn't in the leaving or the gold / It's in the hand you didn't need to hold
So let me say it simply, say it plain / I'd walk it all, the sunshine and the rain
Some nights I hear it clearer than the day / It isn't far, it's only on its way
- I asked the dark, the dark had no reply / It put its arm around me by and by
- And if I never see it any more / I'll know the sound of it behind the door
- You can't go back, they all say that, it's true / But every road I take leads back to you
- I put the pieces back and one was spare / I think it was the part that brought me there
+ And look at us, we made it to the top / And look at you, you never want to stop
+ So if you're out there, if you hear this sound / There's room for you, there's room to go around
+ It only takes a spark to light the room / It only takes a window and a broom
+ I counted all the reasons to be sad / And found that they were fewer than I had
""")
ABOUT = _read("""
I thought about {theme} all day / it wouldn't let me look away
They asked me what I'm singing for / {theme}, I said, and nothing more
There's many things that I could lose / and still {theme} is what I'd choose
I hear {theme} in every line / it's on your mind, it's still on mine
I wrote {theme} across the wall / the biggest letters of them all
Without {theme} the day is long / without {theme} there is no song
If you should ask me what is true / I'd say {theme}, and maybe you
I drew {theme} inside a book / and every page I turn, I look
Somebody talked about {theme} today / and all the room just fell away
It all began, as things begin / I thought {theme}, and let it in
""")
LEADS = tuple(  # lines before a refrain
    """
And this is what I say to you
And all I hear is this
It only ever comes to this
And underneath it all I hear
That's when I say it to myself
So here is how the story goes
And still the only thing I know
If you should ask, I'd only say
And so I sing it to the wall
There's just one thing for me to sing
I'd write it large on every door
And when they ask me, this is all
""".strip().splitlines()
)
