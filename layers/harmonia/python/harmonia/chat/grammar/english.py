"""Common English words: never taken for typos, and never reported as not understood."""

FILLERS = frozenset(
    """
a an the this that these those some any each every all both and or nor but so if then than as at
by for from in into of off on onto out over to up down with within without about around between i
i'd i'm i've i'll im me my mine we we'd us our you your yours he him his she her they them their
it its it's who whom whose what which when where why how is am are was were be been being do does
did done don't dont doing have has had having can could should would will shall may might must let
lets let's want wants wanted need needs like likes liked love wish make makes making made create
creates generate compose composed composing produce write writes writing written give gives get
gets got go goes going gonna put puts try please pls plz thanks thank thx hello hi hey ok okay yes
no not nope yeah yep also too very really quite rather bit little lot lots kinda kind sort
something anything everything nothing thing things stuff one ones maybe perhaps just only even
still again now new other another more most less least much many few song songs music musical
track tracks tune tunes piece pieces number sound sounds sounding feel feels feeling vibe vibes
mood style styles genre type use using used play plays playing played add adding set keep change
changed instead actually wait sorry nice good great cool awesome beautiful pretty lovely amazing
best better perfect proper real well way ways look looking looks listen hear call could've think
know see say says said time times there here because since while until though although however
except including include featuring feature features plus minus w/ w/o etc e g eg ie kind-of simple
simply whole complete full really able own same such first last next back long short high low big
small start end begin ends begins standard lead leads melody melodic rhythm rhythmic harmony
harmonic tempo bpm key meter time signature pace speed version demo idea based ish thats that's
whats what's isn't doesn't didn't won't can't cannot never ever always often sometimes maybe
probably somewhat slightly touch tad und oder ein eine einen mit ohne ist drop remove removing
lose skip leave cut ditch omit mute hate dislike avoid less fewer minus sans rid smth nothin lol
btw wanna either jingle starts builds either solo banger fancy prefer id bring duet duo trio
quartet quintet das der die den dem ich möchte bitte lied una uno un el la los las con sin por
favor y o de du le les et avec une quiero canción cancion chanson titel title titled named name
called vocal vocals voice instrumental instrument instruments sing sings sung singing band player
players us me mr hmm um uh er ah oh well lyrics words text chords chord progression traditional
length lasting lasts duration minutes minute seconds second hour hours min mins sec secs half
quarter double triple twice once part parts section sections form structure file files format
output outputs download driving person people someone somebody everyone none own right left
""".split()
)

COMMON = FILLERS | frozenset(
    """
blue mid late able above across act after afternoon again against ago air alive alone along already
always angel animal answer apart april arm art ask august autumn away baby bad bag ball bank bar
bare bath beach bear because become bed bee before behind believe bell below beneath beside best
beyond bike bird birth birthday black blood blow board boat body bold bone book border boring born
boss bottle bottom bow box boy brave bread break breath breeze bride bring broken brother brown
build burn bus busy buy cafe cake camp candle cannot car card care cart castle cat catch caught
cell center chain chair chance chase cheap check cheer chest child children choose christmas
church circle city clam class clean clear clever clock close cloth cloud coast coat coffee cold
color colour come coming cook cool copper corn corner cost couch count couple course court cousin
cover cow crazy cream cross crowd cry cup curve daily dance dancing danger date daughter dawn day
days dead deal dear death december deep deer desert desk dinner dirt dog dogs door dot dove dragon
draw dream dreams dress drift drink drive drop dry dust each eagle early earth east easy eat edge
egg eight empty enemy enjoy enough evening event eye eyes face fact fade fair fairy faith fall
falling false family far farm father favorite fear february feed feet felt fence festival few
field fight fill final find fine finger fire fish fist fit fix flag flame flight float floor flow
flower fly fog fold follow food fool foot forest forever forget forgot form forty forward found
fox free freedom fresh friday friend friends frog front frost fruit fun funeral future garden gate
ghost gift girl glass gold golden gone goodbye grace grand grandma grandpa grass gray green grey
ground group grow guess guest guide guy hair hand hands hang happen harbor hard hat head heal
health heart heat heaven heavy hell help hero hide hill history hit hold hole holiday home honey
hope horse hose hot hotel hour huge human hundred hunt hurt husband ice ill imagine inside island
january job join journey joy juice july jump june jungle kept kid kids kill kind king kiss kitchen
knife knight lady lake lamp land large late laugh law lazy leaf learn leave leaves leg letter
letters library lie life lift light lights line lion lip list live living load local lock lonesome
lose losing loss lost loud luck lunch machine mad magic mail main man march mark market marry
master match matter may mean meet memory memories men message metal mice middle midnight mile milk
mind mine mirror miss mistake moment monday money monkey month moon morning mother mountain mouse
mouth move movie mud name narrow nation nature near neck neighbor nest never news night nights
nobody noise noon north nose note notes november ocean october office old open orange order
ourselves outside owl page pain paint pair pale paper parade parent park party pass past path pay
peace pen phone photo pick picture pig pilot pine pink pirate place plain plan plane planet plant
plate play plays pocket poem point pole pool poor port post pot pound power present press price
pride prince princess prison prize problem pull purple push queen question quick quit race radio
rage rail rain rainbow raining rainy raise ran reach read ready reason red rent rest return rice
rich ride ring rise river road roads roof room root rope rose rough round row run running rush sad
safe said sail salt sand saturday save saw scared school sea season seat secret seed seen sell
send sense september serve seven shade shadow shake shape share sharp she'll shelf shine ship
shirt shock shoe shoes shop shore shot should shout show shower shut sick side sign silence silver
simple sin sing singer single sink sister sit six size skin sky sleep slip slow smart smell smile
smoke snake snow social sofa soft soil sold soldier solve son soon sorrow soul sound soup south
space speak spider spirit spoon spot spread spring square stage stair stand star stars state
station stay steal steam steel step stick stone stop store storm story strange stranger street
strike string strong student study such sugar suit summer sun sunday sunlight sunrise sunset
sunshine sure surf sweet swim sword table tail take talk tall taste taxi tea teach teacher team
tear tears tell ten tent test thank thin think third thirty thought thousand three throw thunder
thursday ticket tide tie tiger tight till tin tiny tire tired toast today together told tomorrow
tone tongue tonight took tool tooth top total tower town toy trade trail train trash travel
treasure tree trees trick trip trouble truck trucks true truth tuesday turn turtle twelve twenty
two ugly umbrella uncle under universe until valley van village violet visit wait wake walk
walking wall wander war warm wash waste watch water wave waves weak wear weather wedding wednesday
week weekend weird welcome west wet wheel whiskey white wide wife wild win wind window windows
wine wing winter wise woke wolf woman women won wonder wood wool word work workout world worry
worse worst worth wrong yard year years yellow yesterday young zero zoo rhyme rhymes hook catchy
clap claps crackle vinyl tape noise reverb echo effect effects loop loops sample samples drop
build fade kick snare hat hats bars bar vocoder autotune scratch whistle whistling hum humming
shout spoken rapping verse bass tuba sitar
""".split()
)
