/*
 * The words that the claim rules know, as data. They are words of English statements in general,
 * never of one statement; a changed list means a new version of the rules (`claim-rules.ts`).
 */

function list(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/))
}

/** Forms of to be, to have, to do and the modal verbs that open a finite verb group. */
export const auxiliaries = {
  bePresent: list("am is are isn't aren't"),
  bePast: list("was were wasn't weren't"),
  havePresent: list("has have hasn't haven't"),
  havePast: list("had hadn't"),
  doPresent: list("does do doesn't don't"),
  doPast: list("did didn't"),
  future: list("will shall won't"),
  modal: list("would should can could may might must cannot can't couldn't wouldn't shouldn't"),
} as const

/** Words that may stand between the parts of a verb group. */
export const adverbs = list(
  `not never also already now always still just only even currently recently since ever fully well
   actively jointly repeatedly however often both therefore then later soon together partly subsequently
   formally successfully carefully closely consistently generally widely routinely rightly clearly again
   too all each largely nearly almost further initially previously promptly today once no longer`,
)

/** Pasts and past participles that do not end in -ed. */
export const irregularPasts = list(
  `began became brought built came chose did drew fell felt found gave grew had heard held kept knew
   led left lost made meant met overheard paid put ran rose said sat saw sent set showed slept spent
   spoke stood sought taught thought told took understood undertook went withdrew won wrote read cut let`,
)

/** Past participles that are not pasts as well. */
export const irregularParticiples = list(
  `been begun born chosen come done drawn driven fallen given gone grown known overseen proven risen
   run seen shown spoken taken undertaken withdrawn woken written`,
)

/** Words in -ed that describe and are hardly ever the verb of a statement. */
export const describingWords = list(
  `associated related detailed vulnerable-aged aged named dedicated experienced trusted unexpected
   continued increased agreed-upon anonymised united limited so-called indeed need needed exceed speed
   seed feed bed red shed hundred unaffected unborn affected untreated specialised`,
)

/** Finite verbs in the present that statements use without an auxiliary. */
export const presentVerbs = list(
  `remains remain continues continue intends intend expects expect hopes hope aims aim pledges pledge
   promises promise shows show suggests suggest indicates indicate tells tell says say finds find makes
   make states state concludes conclude highlights highlight identifies identify recognises recognise
   recommends recommend stresses stress notes note praises praise commends commend criticises criticise
   emphasises emphasise reveals reveal confirms confirm acknowledges acknowledge underlines underline
   describes describe contains contain raises raise advises advise warns warn means mean ensures ensure
   includes include provides provide offers offer meets meet applies apply covers cover runs goes go
   gives give takes take leads lead increases increase rises rise requires require helps help allows
   allow brings bring becomes become lies lie depends depend rely relies reflects reflect accepts accept
   welcomes welcome demonstrates demonstrate links link plays play serves serve sets needs asks ask
   knows know believes believe thinks think wants want dies die occurs occur happens happen asks sees see
   has have gets receives receive works work supports works uses use affects affect causes cause`,
)

/** What a review does when it comes to a view; irregular forms follow after a colon. */
export const findingVerbs = formsOf(
  `find:found conclude establish identify highlight recognise recognize stress note recommend praise commend
   criticise say:said state show:shown reveal confirm acknowledge emphasise underline describe contain
   raise make:made judge point determine observe consider question report agree believe call reflect
   pick:picked comment draw:drew:drawn set:setting`,
)

/** What a body does when it sets something up or changes how it works; the past of these is something done. */
export const settingUpVerbs = formsOf(
  `introduce launch appoint establish set agree publish issue train recruit roll open commission create
   develop revise update strengthen implement adopt deliver complete release produce expand extend amend
   rewrite:rewrote:rewritten redesign simplify invest fund employ hire distribute circulate embed:embedded
   replace start begin:began:begun allocate share change improve set:setting`,
)

/** What research and guidance do. */
export const showingVerbs = formsOf(
  `show:shown suggest indicate tell:told link find:found demonstrate advise warn say:said confirm make:made
   point recommend estimate associate prove reveal`,
)

/** All forms of the verbs in a list. */
function formsOf(verbs: string): ReadonlySet<string> {
  const entries = verbs.trim().split(/\s+/)
  return new Set(entries.flatMap((entry) => formsOfOne(entry.split(':'))))
}

function formsOfOne([base = '', ...irregular]: readonly string[]): string[] {
  const third = /(?:s|sh|ch|x|z)$/.test(base) ? `${base}es` : `${base}s`
  if (base.endsWith('e')) return [base, third, `${base}d`, `${base.slice(0, -1)}ing`, ...irregular]
  if (/[^aeiou]y$/.test(base)) {
    const stem = base.slice(0, -1)
    return [base, `${stem}ies`, `${stem}ied`, `${base}ing`, ...irregular]
  }
  return [base, third, `${base}ed`, `${base}ing`, ...irregular]
}
