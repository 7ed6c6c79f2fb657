// Written for Heed: forenames, surnames and nicknames that are English words too. In lower case they are more often the word than the name.
const list = `
abbey abbot able ace acre adder akin alder alert all ally amber an and angel angelic apple april
arch archer arrow art as ash ask aspen aster at august autumn avery awe axe bacon badger bailiff
baker ball banks bar bark barker barley barn baron barrow base basil basin bass bath baton bay be
beach beacon bead beak beam bean bear beard beaver beck bee beech bell bench bend berry best bill
bills bin birch bird birds bishop bit black blade blake bland blank blaze bliss block bloom
blossom blunt board bob bold bolt bond bone book booth boss bow bowl bowler bowman box boy brace
bracken branch brand brandy brave bray bread breeze brewer briar brick bride bridge bridges bright
brisk broad brook brooks broom brown brush bryony buck budge bull bullock bunch burden burn burns
bush busy but butcher butler butt button by cage cain cake call calm camp can candy cane cannon
canon canter cap card care carpenter cart carter carver case cash castle cat caution cave cedar
chain chalk chamber chambers champion chance chandler chap chapel chapman charge charity chase
chat cheese cherry chess chestnut chief child chip christian christmas church city clan clarity
clark clay cleave clement clerk cliff cloud clover coach coal coast coates cobble cock coffin coin
cole collar collier colt comb comfort con conway cook cooke cool coop cooper cope copper coral
corn corner cotton couch coward cowboy cox crab crane cream crew crisp croft cross crow crown
cruise crystal cup curb cure curry curtain curtis cut cutter dab daisy dale dam dan dancer dandy
danger dark darling dart dash dawn day days deal dean dear death deed deer dell den denim dent
destiny dew dial diamond dick did diet dig dill dim dip do dock doe does don door dot dove down
drake draper draw dream drew drum drury dry duck due duke dusk dust dusty dwelling dyer eagle ear
earl early earnest earth east ebony echo eden edge elder elk elm ember emerald end ever fair faith
falcon fall fan fanny farm farmer farrow fast fat fawn fay fear feather fee fell fen fern ferret
ferry fiddler field fields fife file fin finch fine finger finish fir fire firm firth fish fisher
fist fitter flag flame flash flax fleet fletcher flint flood flora flower flowers fog fold folk
for ford foreman forest forester forge forrest forster fort fortune foster fountain fowler fox
frame frank free freedom freeman french fresh friend from frost fry fuller fulton fun furlong gain
gale gall gallant game garden gardener gardner garland garner garnet garret gate gates gay gem
general genesis gentle gentry gift gill gin ginger glass glaze glen glory glove glover goat gold
golden good goodman goose gore gorge gosling gospel gown grace grain grand grange grant grass
grave graves gray great green greene grey grieve griffin grim groom grounds grove guest guide gull
gum gun gut guy had hail hale hall halls ham hand hands handy happy harbour hardy hare hark
harmony harp harper harrow hart harvest has hatch hatter have haven hawk hay hazard hazel he head
heard heart heath heather heaven hedge hedges her herald herb herd here heritage hick hide high
hill hills hilt him hind hinge hip his hoard hobby hole holiday holland hollow holly holm holt
home honey honor honour hood hook hooker hooper hope hopper horn horne horse host house how hull
humble hunt hunter hush husk i ice ides if in iron is island isle it its ivory ivy jade jar jasper
jay jean jet jewel jewell job joiner jolly journey joy judge july june jury just justice kale keen
keep keeper keg kemp kerb kettle key keys kid kiln kin kind king kingdom kings kit kite kitty
knight knot knott lace lad lake lamb land lane lang large lark lash last laud laurel law lawless
lawn lawyer lay lea leach lead leaf league leak lear lease leather ledger lee leek leg legacy
legend lemon lent let level liberty life light like lily limb lime lind line link linnet lion list
lister little lively lock locke lodge lone long look loom loose lord lot love lovely loving low
lowe loyal luck lucky lull luna lush lute lynch lynx lyric mace mad magic main maize major male
mall mallet malt man manly manner manor maple marble march mare mariner mark market marks marl
marrow marsh marshal marshall marten martin mash mason mass mast master masters match mate max may
mayor me mead meadow meadows meek mellow melody melon mercer mercy merit merry mild mile miles
mill miller mills milner mine miner minor mint mist mister mode mole monday monk monkey moody
moon moor moors moral more moss most moth motion mount mountain mouse much mud mule mull mullet
mum murk music must my myrtle nail nan nap neat need needle nest nettle never new nice nick night
nightingale no noble noon nor norm north not note now nun nurse nut nye oak oakley oaks oasis
ocean odd of off old olive on onion onyx opal or orchard orchid osprey otter our out over owl own
pace pack packer page paige pain paine painter palace pale palm palmer pane pansy paradise pardon
paris park parker parks parrot parry parson parsons part partridge pat patch patience pause peace
peach peacock peak pear pearl pears peck peel peer peg pen penn penny pepper perch perfect perk
perry petal pew phoenix pick pickle pike pile pilgrim pine pink piper pippin pitcher plain plane
plant plate platt play player pleasant plum plumb pole pond pool poole poor pop pope poplar poppy
port porter portion posh post pot potter pound powder power powers praise preacher presley press
price pride priest prim prime prince princess prior promise proper proud prudence prune pry puck
pullen purple purse putt quail quarry queen quick quill quilter quince race rain rainbow ram ramp
ran ranch range ranger rank ransom rash raven ray read reader reading reason red reed reeder reef
reeve reeves reign rest rice rich richer ride rider ridge rife rigg right ring ringer riot ripple
rise rising river rivers roach road roads rock rocket rocks rod rogue roll roman rook room rooms
roper rose rosemary roses rough round rover row royal ruby rule rump rush russet rust rusty rye
saddler saffron sage sail sailor saint sale salmon salt sand sandal sander sanders sands sandy
satchel saturday savage save saviour savory sawyer say scarf scarlet school scott scout scribe
seal seaman seamen search season seat seed self sell seller sellers senior serene sergeant serpent
set severn sexton shade shadow shaft shah shallow shank share sharp sharpe shaw she shears sheen
sheep shell shepherd sherry shield shields shine ship shipper shoe shore short shorter shot show
shower shown shrub sick side sidle sierra silk silver simple sincere singer single sire sister
skelton skill skinner skipper sky skye slack slade slate slater slaughter sleight slim slow small
smart smith smithy smoke smooth snail snipe snow snowy so solace soldier sole song sorrel soul
south sowter spade spark sparkes sparks sparrow spear spears speed spence spicer spike spring
sprout spur spurr squire stable stack staff stag stain stair stall stamp stand stanza staple star
stark starling start staunch stead steady steel steele steer stem step steward stick still stock
stocks stoker stone stones stop storey storm story stout stow strain strange stranger straw stream
street strong stubble sturdy such sugar sum summer summers sun sunday sunny surgeon swain swallow
swan sweet sweeting swift sword sycamore tabby table tailor talent tall tan tanner target tart
taverner teal teller temper temple ten tenant tennant terrace than that thatcher the their them
then there they this thistle thorn thorne thrift thrush thursday thyme tiger tile till tiller
timber time tin tinker tipping to toll tom too tool topaz torn tower town towner towns trace
tracker trader tranquil trap travel traveller travers treasure tree trench trick trim trinity trip
trot trout true truly trust truth tuck tucker tulip turner turnip turtle twig twin twine tyne
umber under union unity until up us usher vale valentine valiant valley van vane vass venture
verge verity vernal victor victory villa vine vineyard viola violet virgin virtue vista voice wade
wager wages wainwright wait waite wake walk walker wall waller walls walnut want war ward warden
ware warm warn warner warren warrior was wash wasp watch water waters watt wave wax way we weal
wealth weather weaver webb wed weed weeks welcome well wells were west wharf what wheat wheel
wheeler when where which while whip white who whole why wick wide wild wilde wilder will willing
willow wills win winch wind window winds wine wing winner winter winters wisdom wise wish witch
with wolf wonder wood woodcock wooden woodland woodman woods wool word words workman world worth
would wren wright wry yard yarrow yeast yellow yeoman yes yew yield you young younger your youth
zeal zest
`

const words: ReadonlySet<string> = new Set(list.trim().split(/\s+/))

/** Whether a folded name is an ordinary English word too: Rose, Will, Church. */
export function isOrdinaryWord(key: string): boolean {
  return words.has(key)
}

const initialsInUse: ReadonlySet<string> = new Set(
  `ad am ap as at be by cc cp cs cv da dc de di do dr dv eg eh ep eu fc fm go gp he hi hm hq hr hv ib id ie if in io ip iq is it ld
  ma me mh mp ms my na nb no np od of oh ok on op or ot pa pc pe ph pm pr ps pt qa qc rc re rr sa sc se so ss st sw ta tb
  to tv uc uk un up us vs we wp
  and are asd but can cin cqc dna dob edt eec ehc fgm for gcs gmc had has her him his hiv ibd ics ict icu ims its iud iva
  lac laa led mha new nfa nhs nmc not now one our out pcc pfd pip pmh ppo rip sar scr sen she sid tac the two usa was who why you`
    .trim()
    .split(/\s+/),
)

/** Whether two or three capitals are a common abbreviation, so that initials which look the same are only a question. */
export function isCommonAbbreviation(key: string): boolean {
  return initialsInUse.has(key)
}
