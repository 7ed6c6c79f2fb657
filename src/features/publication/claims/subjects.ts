import type { ClaimSubject } from './claim.ts'

/** What the subject of a clause is, as far as the claim rules tell apart. */
export type SubjectClass =
  | 'publisher'
  | 'review'
  | 'research'
  | 'family'
  | 'child'
  | 'practitioners'
  | 'other-body'
  | 'generic'
  | 'pronoun'
  | 'thing'
  | 'none'

/** One line of the table that tells subjects apart: the first that fits the head of the subject holds. */
type SubjectRule = {
  readonly subject: SubjectClass
  readonly head: RegExp
  readonly whole?: RegExp
}

const bodies =
  'partnership|board|trust|council|constabulary|police|service|services|agency|agencies|partners|organisations|hospitals?|commission|committee|panel|group|ccg|icb|nhs|ofsted|authority|authorities|department|network|charity|commissioners|practices?|schools?|university|college|ministry|government|association|society|federation|foundation|centre|centres|alliance|collaborative|team'

/** Data: how the subject of a clause is told by its words. Nouns of the field, nothing of one text. */
export const subjectRules: readonly SubjectRule[] = [
  {
    subject: 'publisher',
    head: /^(?:we|i|us)(?:'\w+)?$|^(?:our|my)\s(?!reviewer|review\b|report)/i,
  },
  {
    subject: 'review',
    head: /\b(?:review|report|reviewer|reviewers|inquiry|enquiry|investigation|author|authors|analysis)$/i,
  },
  {
    subject: 'research',
    head: /\b(?:research|evidence|studies|study|statistics|data|guidance|experts|scientists|figures|literature)$/i,
  },
  {
    subject: 'family',
    head: /\b(?:family|mother|father|mum|dad|parents|siblings?|sister|brother|grandparents?|grandmother|grandfather|relatives?|partner|aunt|uncle|carers?)$/i,
    whole: /^(?:the|this|that|a|an|his|her|their|both|\p{Lu})/u,
  },
  {
    subject: 'child',
    head: /^(?:the|this|that|a|an|his|her|their)\s.*\b(?:child|baby|infant|boy|girl|twins?)$/i,
  },
  {
    subject: 'practitioners',
    head: /\b(?:practitioners?|professionals?|staff|midwi(?:fe|ves)|visitors?|workers?|nurses?|doctors?|gps?|officers?|teachers?|paramedics?|clinicians?|colleagues|managers?)$/i,
  },
  { subject: 'other-body', head: new RegExp(`\\b(?:${bodies})(?:\\s\\([^)]*\\))?$`, 'i') },
  {
    subject: 'pronoun',
    head: /^(?:it|this|that|these|those|they|she|he|there|each|all|both|which|who)(?:'\w+)?$/i,
  },
]

const organisationalPlurals =
  /\b(?:recommendations?|actions?|lessons?|learning|points?|work|training|recruitment|procedures?|policies|plans?|opportunit\w+|examples?|concerns?|referrals?|records?|progress|publication|meetings?|briefings?|sessions?|discussions?|arrangements?|systems?|pathways?|improvements?|changes|steps|measures|findings|details|copies|enquiries|support|advice|information|funding|copies|practice|learning|audits?|checks)\b/i

const opensNounPhrase =
  /^(?:the|this|that|these|those|a|an|our|its|their|his|her|my|your|some|any|several|two|three|four|five|six|seven|eight|nine|ten|one|no|every|each|all|both|another|other|further|new|more|many|\d+)\b/i

/** Tells what a subject is; `publisher` is the name of the body that published the statement, if known. */
export function classOfSubject(subject: string, publisher?: string): SubjectClass {
  const words = subject.replace(/^[\s"“”‘'(]+/, '').trim()
  if (words === '') return 'none'
  const head = headOf(words)
  if (isPublisher(head, publisher)) return 'publisher'
  const rule = subjectRules.find((one) => one.head.test(head) && (one.whole?.test(words) ?? true))
  if (rule) return rule.subject
  return isGeneric(words, head) ? 'generic' : 'thing'
}

/** The noun that a subject turns on: what stands before the first preposition, relative clause, comma or dash. */
export function headOf(subject: string): string {
  const cut = subject.search(
    /[,;:–—]|\s-\s|\s(?:of|in|into|on|for|from|by|with|at|to|about|around|across|between|after|before|during|concerning|regarding|who|which|that|whose|under|over|within|through|including|as|and|or|per|per|born|placed|made|identified|specific|relating)\s/i,
  )
  return (cut > 0 ? subject.slice(0, cut) : subject).trim()
}

function isPublisher(head: string, publisher: string | undefined): boolean {
  if (publisher === undefined) return false
  const name = publisher.toLowerCase()
  const low = head.toLowerCase().replace(/^the\s/, '')
  const lastWord = name.split(/\s+/).at(-1)
  const isShort = lastWord !== undefined && low === lastWord && /^the\s/i.test(head)
  return isShort || (low.length > 3 && name === low)
}

/** Many of a kind or a thing as such, without article, number or name: "babies", "smoking in the home". */
function isGeneric(words: string, head: string): boolean {
  if (opensNounPhrase.test(words) || organisationalPlurals.test(head)) return false
  return !/\s\p{Lu}/u.test(head)
}

const told: Readonly<Record<SubjectClass, ClaimSubject>> = {
  publisher: 'publisher',
  review: 'review',
  research: 'not-said',
  family: 'family',
  child: 'not-said',
  practitioners: 'practitioners',
  'other-body': 'other-body',
  generic: 'not-said',
  pronoun: 'not-said',
  thing: 'not-said',
  none: 'not-said',
}

/** Whom a claim is about, said in the few words that readers need. */
export function aboutWhom(subject: SubjectClass): ClaimSubject {
  return told[subject]
}
