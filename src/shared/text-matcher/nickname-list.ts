/**
 * Forenames of the United Kingdom and Ireland, of Poland, South Asia and West Africa, written for Heed. Groups are
 * kept apart by semicolons: before the colon the spellings of one name, after it what people with that name are called.
 */
export const nicknameList = `
abdullah abdallah: abdul abs; abigail abigael: abby abbie abi gail
abraham ibrahim: abe bram ibby ib; adam: ad; adebayo: ade bayo debo; adedayo: ade dayo
adeola: ade ola; adewale: ade wale; adeyemi: ade yemi; afolabi: fola labi; agnes: aggie nessa
agnieszka: aga agusia agnes; aidan aiden: aid; aisha ayesha aysha: ash eesha; akosua: akos
alan allan allen: al; albert: al bert bertie albie
alexander aleksander alexandre: alex alec alek al sandy sasha xander zander lex olek olo
alexandra aleksandra: alex ali lexi lexie sandra sandy sasha ola; alfred: alf alfie fred freddie
alice alicja: ali ala allie; alison allison: ali ally allie; amanda: mandy manda
amarachi: amara chi; amina aminah: amy mina; amit: ami; andrew andrzej: andy drew dru jedrek
andrea: andie; aneta anetta: netta; angela: angie ange; anjali: anj anju
anne ann anna annie: annie nan anya ania anka; anthony antony antoni: tony ant antek
antonia: toni tonia; anuoluwapo: anu; archibald: archie; arthur artur: art artie; ashley: ash
ayodele: ayo dele; babatunde: baba tunde; barbara: barb babs barbie basia
bartholomew bartlomiej bartosz: bart bartek; beatrice beatrix beata: bea bee trixie
benedict: ben benny; benjamin: ben benji benny benjy; bernadette: bernie detta; bernard: bernie
blessing: bles; brendan: bren; bridget brigid brid: bridie biddy bride; bronislaw: bronek
caitlin kaitlyn caitlyn catelyn: cait cat kate katie; cameron: cam; caoimhe: keeva kiva
caroline karolina carolyn: caz carrie caro lina karo; cassandra: cass cassie
catherine katherine kathryn katharine catharine katarzyna kathleen cathryn: kate katie kathy cathy kat cat kit kitty kath cath kay katy kasia kaska
cecilia: cissy celia; charles: charlie chas chuck chaz charley
charlotte: charlie lottie lotte char shaz charley; chidi: chi; chinedu: nedu edu; chioma: chi oma
chloe: chlo; christine christina krystyna kristina: chris chrissie tina christie krysia
christopher krzysztof: chris kit topher krzysiek; chukwuemeka: emeka; ciaran kieran: kier
clare claire clara: clarrie; clifford: cliff; colin: col; constance: connie; damian damien: damo
daniel: dan danny dani; danielle daniela: dani danni elle; danuta: danka; darren: daz dazza
david dawid: dave davey davy dai; deborah debra: deb debs debbie; declan: dec
dennis denis: den denny; derek: del; diana diane: di dee; dominic dominik: dom nic
donald: don donnie; dorothy dorota: dot dotty dottie dolly dodie dorotka; douglas: doug dougie
ebenezer: eben; edward edmund: ed eddie eddy ted teddy ned; eileen aileen: eily
eleanor elinor ellen: ellie nell nellie nora lena ella elly
elizabeth elisabeth elzbieta: liz lizzie beth betty betsy bess eliza libby lisa liza lily elsie bette lizzy ela
emily emilia: em emmy millie milly mila; emma: em emmy ems; emmanuel: manny emma manu; ebony: eb
erin: ez; esther ester: essie; ewa eva eve: evie ewka; fatima fatimah: fati fatu fatou
finlay findlay finley: fin finn; fiona: fi fee; frances: fran frankie fanny francie
francis franciszek: frank frankie fran franek
frederick frederic fryderyk: fred freddie freddy rick; gabriel: gabe gabby
gabrielle gabriela: gabby gabbie elle; gareth: gaz gary; gary: gaz gazza
geoffrey jeffrey: geoff jeff; george jerzy: georgie jurek
georgina georgia georgiana: george georgie gina; gerald gerard: gerry jerry ged
gillian jillian: gill jill gilly; gintaras: gin; grace: gracie; graham graeme: gray
gregory grzegorz: greg gregor grzesiek; gurpreet: gurp preet; gwendolyn: gwen; hamza hamzah: hamz
hannah hanna: han hania; harold: harry hal; harpreet: harp preet; harriet: hattie harry hatty
hassan hasan: has; heather: heth; helen helena: nell ellie hels lena helenka
henry henryk: harry hal hank; hugh hugo: hughie shug; humphrey: hum; hussain hussein husain: huss
ifeoma: ify ife oma; imogen: immy immie; imran: immy; ireneusz: irek; isaac izaak: ike zac
isabel isabella isobel isabelle izabela: bella izzy izzie belle issy tibby bel iza issie
jacek: jack; jacob jakub: jake jay kuba; jacqueline: jackie jacqui jac; jagoda: jaga
jahangir: jango; james: jim jimmy jamie jem jay; jane jayne janet: janie jan; jason: jay jase
jaswinder: jas jassi; jennifer: jen jenny jenna jenni; jeremy: jez jem jerry; jerome: jez
jessica: jess jessie; joan joanna joanne johanna: jo joey joanie asia aska
john jan jon: jack johnny jonny jackie janek jas; jonathan johnathan: jon jonny jono johnny nathan
joseph jozef: joe joey jo jozek; josephine: jo josie jojo; joshua: josh; judith: judy jude
julia julie julianna: jules julka; julian: jules jools; karen: kaz
katrina catriona: kat trina cat; kayleigh: kay kayls; kelechi: kele kc; kenneth: ken kenny
kevin: kev; khadija khadijah: khadi dija; kimberley kimberly: kim kimmy; kofi: kof; kwabena: kobby
kwadwo: kojo; lauren laura laurentia: lau lauz loz; laurence lawrence: larry laurie lawrie loz
leonard: len lenny leo; leslie lesley: les; lewis louis ludwik: lou louie lew; liam uilliam: lee
lilian lillian: lil lily lilly; linda lynda: lin lindy lyn; louise louisa luiza: lou lulu
lucy lucille lucja: lu luce lucia; lukasz lucas luke: lukasz luki; maciej matthias: maciek
magdalena magdalene: magda maggie madzia lena; maisie: mais; malcolm: malc mal
malgorzata margaret margarita marguerite: gosia malgosia maggie meg peggy peg madge marge margie rita greta daisy mags
marcin martin martyn: marty mart; maria mary marie: molly polly mae marysia may mimi mo
marianne: mari; mateusz matthew mathew: mat matt matty mateo; matilda: tilly tilda mattie till
maureen: mo reenie; maurice: mo; maxwell maximilian: max; megan: meg megs; melanie: mel
melissa: mel lissa; michael michal: mike mick mickey mikey micky misha michas
michelle michele: shell chelle shelly; mieczyslaw: mietek; mildred: millie; miroslaw: mirek
mohammed muhammad mohammad mohamed muhammed mahomed: mo mohd mohsy hamid md; mohan: mo
monika monica: mon moni; muireann: mui; mustafa mustapha: mus musti; nadia: nads
natalie natalia: nat natty tasha talia; natasha: tash tasha nat; nathaniel nathan: nat nate
navjot: nav jot; ngozi: zozi; niamh neave: neve; nicholas nicolas mikolaj: nick nicky nico miki
nicola nicole: nicky nikki nic nik; nigel: nige; nkechi: kechi; norman: norm
nuala fionnuala: nula; obinna: obi; olamide: ola mide lamide; oliver oliwier: ollie olly noll
olivia oliwia: liv livvy livvie olly; oluwadamilola: dami damilola; oluwafemi: femi
oluwakemi: kemi; oluwaseun: seun shay; oluwaseyi: seyi; oluwatobiloba: tobi toby
oluwatosin: tosin; olufunke: funke; olumide: olu mide; omolara: lara omo
padraig patrick patryk: pat paddy rick pad podge patsy packy; pamela: pam; parminder: parm pam
patricia: pat patsy tricia trish patty; paul pawel: pauly pawelek; paula pauline paulina: polly
pearl: perl; penelope: penny pen; peter piotr: pete piotrek; philip phillip: phil pip
philippa phillipa: pippa pip phil; phoebe: pheebs; priyanka: priya pri; przemyslaw: przemek
rachel raquel: rach rae shelly; radoslaw: radek; rahul: rah; rajesh: raj; rajinder: raj
raymond: ray; rebecca rebekah: becky becca bex becs beck; reginald: reg reggie
richard ryszard: rick dick rich richie ricky dickie rysiek
robert: rob bob bobby robbie bert robin; roberta: bobbie; roderick: rod roddy; roger: rodge
roisin: ro rosh; ronald: ron ronnie; rosalind rosamund: ros roz rosie
rose rosemary rosa: rosie ro romy; rupinder: rupi; ruth: ruthie; sabrina: bri; saffron: saffy
samantha: sam sammy sammie; samuel: sam sammy; sandeep: sandy; sandra: sandy
sarah sara: sally sal sadie; satnam: sat; savannah: sav vanna; sean shaun shawn: shauny
shabana: shabs; shannon: shan; sharon: shaz shazza; sheila: shee; siobhan shivaun: shiv sho
slawomir: slawek; sophie sophia zofia sofia: soph zosia; stanislaw stanley: stan staszek
stefan stephen steven: steve stevie ste stef; stephanie: steph stephie stef
stuart stewart: stu stew; sukhjinder sukhwinder: sukhi sukh; sunita: sunny
susan suzanne susanna zuzanna: sue suzie susie suzy zuza sukie; sylvia sylwia: syl sylvie
tabitha: tabby; tadeusz: tadek; tamara: tammy tam; tariq: taz; temitope: temi tope
terence terrence: terry tel; teresa theresa: terry tess tessa terri reesa; thaddeus: thad
theodore: theo ted teddy; theodora: theo dora; thomas tomasz: tom tommy tomek thom
timothy: tim timmy; titilayo: titi layo; tobias: toby tobi; tomiwa: tomi; tracey tracy: trace
usman uthman: uzzy; valerie: val; veronica weronika: ronnie vron nika; victor wiktor: vic
victoria wiktoria: vicky vicki tori vix tor vikki wika; vincent: vin vinny vince; violet: vi
vivian vivienne: viv; waldemar: waldek; walter: wal walt wally; wendy: wend; wieslaw: wiesiek
wilfred wilfrid: wilf fred; william wilhelm: will bill billy willy liam wills willie
winifred: win winnie freda; wladyslaw: wladek; wojciech: wojtek; yasmin yasmeen: yas yazzy
yetunde: yeti tunde; yusuf yousef yousuf: joe yus; zachary zachariah: zach zac zak
zainab zaynab: zee; zbigniew: zbyszek; zdzislaw: zdzich
`

/** Further forenames that many people have. */
export const furtherForenames = `
aaron aileen ailsa alana alfie alistair amara amelia amy ana anita april archie arlo arthur astrid
audrey aurora autumn ava ayaan beth betty billy blake bobby brian bruce bruno callum cara carl
carla carmen carol carter cerys chantelle cheryl cindy clive craig crystal cyril daisy darcy dawn
dean debbie denise dev dilys don donna duncan dylan edith elaine eli elias eliza ella elliot ellis
elsa elsie eric erica ernest ethan ewan faith farah felix fern fletcher flora florence frank freya
gail gavin gemma george georgie gerda gina glen gloria gordon gwen hadi hana haroon harvey hazel
heidi hilary holly howard iain ian ida ingrid irene iris isla ivan ivy jack jackie jade jared
jasmine jay jean jenna jesse jill jodie joel jonas jordan joy juan jude juliet june kai kamil kara
karl kate katie kaya keith kelly kelvin kerry khalid kim kirsty klara kurt kyle lance lara layla
lea leah lee leigh lena leon leona levi lewis lily lina logan lola lorna lorraine lucia luis luna
lydia lynn lyra mabel maddison maia malik mandy mara marc marcus margo mari mariam marian marina
marion mark marlon marta martha mary mason maya mehmet mia mick mila miles milo mina mira miriam
mohsin moira mona muna myra nadeem nadia nadine nancy naomi nasir natasha neil nell nelly nia nina
noah nora norah ola olga omar orla oscar otis otto owen paige parveen patsy pearl perry petra
phyllis poppy rafael rajan ralph rashid ravi reece reuben rhian rhona rhys riley rita robyn rodney
rohan roland rosie ross rowan roy ruby russell ryan saad sadie sajid salma sana sanjay sasha scott
selma serena shah shane sheila shirley sian sid sidney sienna silvia simon sonia stacey stella
sybil tahir tania tara taylor ted teddy terry tessa tia tina toby todd tony travis trevor tyler
ursula vera vernon viola vivek wayne willow xavier yara yasir yvonne zain zara zeeshan zelda zoe
zoya
`
