import type { ClaimKind } from './claim.ts'
import type { SubjectClass } from './subjects.ts'
import type { Tense } from './verb-group.ts'

/** One rule: all that it names must fit. What it does not name may be anything. */
export type ClaimRule = {
  readonly id: string
  /** `none` says that the words are no claim. */
  readonly kind: ClaimKind | 'none'
  /** Why words that fit are of this kind, for the reader of a proposal. */
  readonly because: string
  readonly subject?: readonly SubjectClass[]
  readonly tense?: readonly Tense[]
  readonly passive?: boolean
  readonly verb?: 'finding' | 'setting-up' | 'showing'
  /** Words that must stand in the part of the sentence. */
  readonly cue?: RegExp
  /** Words that must not stand in it. */
  readonly without?: RegExp
  /** Words that must stand somewhere in the whole sentence. */
  readonly sentence?: RegExp
  /** The kind of the claim just before, in the same paragraph, on which this one must follow. */
  readonly after?: readonly ClaimKind[]
}

/** Raised whenever a rule or a word list changes; each proposal keeps the version that made it. */
export const claimRulesVersion = 2

const now: readonly Tense[] = ['present', 'perfect', 'progressive']

/** The rules in order: the first that fits decides. */
export const claimRules: readonly ClaimRule[] = [
  {
    id: 'courtesy',
    kind: 'none',
    because: 'Sympathy, thanks and apologies say nothing that can be followed up.',
    cue: /\b(?:condolences|sympath\w+|thoughts (?:are|remain)|thank|thanks|grateful|sorry|apologi\w+|heart(?:breaking|felt)|difficult reading)\b/i,
    without: /\bthanks to\b/i,
  },
  {
    id: 'how-to-get-in-touch',
    kind: 'none',
    because: 'Tells readers where to turn.',
    cue: /\b(?:can|should|please) (?:call|contact|visit|ring|e-?mail)\b|\bhelpline\b|\benquiries\b|\bfurther information\b|\bunable to comment\b|\bcomment further\b/i,
  },
  {
    id: 'review-found',
    kind: 'conclusion',
    because: 'Says what the review found, concluded or stressed.',
    subject: ['review'],
    tense: ['past', 'perfect', 'present', 'modal'],
    verb: 'finding',
  },
  {
    id: 'review-was-of-a-view',
    kind: 'conclusion',
    because: 'Says what view the review took.',
    subject: ['review'],
    tense: ['past', 'present', 'perfect'],
    cue: /\b(?:is|was|were|are|been) (?:\w+ )?(?:critical|clear|satisfied|concerned|confident|positive|complimentary|struck|impressed|unable|assured)\b/i,
  },
  {
    id: 'found-by-the-review',
    kind: 'conclusion',
    because: 'Says in the passive what was found or identified.',
    subject: ['pronoun', 'thing', 'generic', 'other-body'],
    tense: ['past', 'perfect'],
    passive: true,
    cue: /\b(?:was|were|been) (?:\w+ly |also )?(?:identified|highlighted|established|recognised|recommended|concluded|commended|noted|praised)\b/i,
    without: /^(?!it\b).*\b(?:was|been) established (?:in|to|as)\b/i,
  },
  {
    id: 'no-fault-or-evidence',
    kind: 'conclusion',
    because:
      'A judgement about what could have been foreseen, what was missed, or who was at fault.',
    cue: /\bno (?:clear |direct |significant )?(?:evidence|sign|indication|suggestion)\b|\b(?:at fault|to blame)\b|\bcould (?:not )?have (?:been )?(?:predict\w*|prevent\w*|foreseen|avoided|known)\b|\bmissed opportunit|\bopportunit\w+\b.*\bmissed\b|\b(?:good|sound|poor|excellent) practice\b.*\b(?:was|were)\b|\b(?:lessons|learning points)\b.*\b(?:emerged|arose|to be learned)\b/i,
    tense: ['present', 'past', 'perfect', 'modal'],
    without: /\bno concerns\b/i,
  },
  {
    id: 'it-is-clear',
    kind: 'conclusion',
    because: 'Says what is clear from the review.',
    cue: /\bit (?:is|was|became) (?:\w+ )?(?:clear|evident|apparent|plain) (?:that|from)\b/i,
  },
  {
    id: 'research-shows',
    kind: 'general-knowledge',
    because: 'Names research, guidance or figures as its source.',
    subject: ['research'],
    tense: ['present', 'perfect', 'modal'],
    verb: 'showing',
  },
  {
    id: 'according-to',
    kind: 'general-knowledge',
    because: 'Names research, guidance or figures as its source.',
    cue: /^\W*(?:according to|as) (?:\w+ ){0,4}(?:research|guidance|evidence|studies|experts|figures|statistics|data)\b/i,
  },
  {
    id: 'generally-known',
    kind: 'general-knowledge',
    because: 'Says what is known or accepted in general.',
    cue: /\b(?:is|are|been) (?:\w+ly |well |long )*(?:known|recognised|accepted|understood|acknowledged)\b|\b(?:is|are|been) (?:well|long) established that\b|\bwe (?:all )?know (?:that|how)\b/i,
    tense: ['present', 'perfect'],
    without: /\brecommendation/i,
  },
  {
    id: 'reminder',
    kind: 'general-knowledge',
    because: 'Uses the case to recall a risk that is known.',
    cue: /\b(?:is|was|serves as) (?:also )?an? (?:\w+ )?(?:reminder|illustration)\b/i,
  },
  {
    id: 'promise',
    kind: 'commitment',
    because: 'Uses a word of promise.',
    tense: now,
    cue: /\b(?:committed|commitment|commit|determined|dedicated|resolved|undertake|undertakes|undertaken|agreed|promise|promises|pledge|pledges|pledged|vow) (?:to|that)\b|\b(?:made|make|given) (?:a|the|our|an) (?:commitment|promise|pledge|undertaking)\b/i,
  },
  {
    id: 'recommendations-accepted',
    kind: 'commitment',
    because: 'Accepts recommendations, which binds those who accept them.',
    tense: ['perfect', 'past', 'present'],
    cue: /\baccept(?:s|ed)?\b/i,
    sentence: /\b(?:recommendation|finding)s?\b/i,
  },
  {
    id: 'following-up',
    kind: 'commitment',
    because: 'Says that recommendations or learning are followed up, and nothing of what is done.',
    tense: ['progressive'],
    cue: /\b(?:following|followed|taking|taken|acting|acted|responding)\b.*?\b(?:up|forward|on|to)\b/i,
    sentence: /\b(?:recommendations?|findings?|learning|lessons)\b/i,
  },
  {
    id: 'will-happen',
    kind: 'commitment',
    because: 'Speaks of what somebody will do.',
    tense: ['future'],
    without:
      /\bwill (?:always |never )?(?:be (?:a |an )?(?:\w+ )?(?:difficult|painful|distressing|missed)|miss|remember)\b/i,
  },
  {
    id: 'intends',
    kind: 'commitment',
    because: 'Speaks of a plan, an intention or a date that is expected.',
    tense: ['present', 'progressive'],
    cue: /\b(?:intends?|plans?|planning|expects?|aims?|hopes?|intended|planned|expected|scheduled|due|set) (?:to|for|in|by)\b/i,
  },
  {
    id: 'always-do',
    kind: 'commitment',
    because: 'Says what the publisher always does: a standing promise.',
    subject: ['publisher'],
    tense: ['present'],
    cue: /\b(?:always|routinely|without exception)\b/i,
  },
  {
    id: 'still-to-come',
    kind: 'under-way',
    because: 'Says that work is going on, in preparation or not yet finished.',
    cue: /\b(?:under ?way|on-?going|in (?:progress|hand|preparation|development|train)|on track|under (?:review|revision|consideration|development|discussion|construction)|near(?:ing|ly) (?:completion|complete|completed|finished|done|ready)|yet to (?:be|start|begin)|(?:been |is |are )delayed)\b/i,
  },
  {
    id: 'publishing-today',
    kind: 'done',
    because: 'Announces what happens with the statement itself.',
    tense: ['progressive', 'perfect'],
    cue: /\btoday\b/i,
    sentence: /\bpublish/i,
  },
  {
    id: 'is-doing',
    kind: 'under-way',
    because: 'Says in the progressive what somebody is doing.',
    tense: ['progressive'],
  },
  {
    id: 'continues',
    kind: 'under-way',
    because: 'Says that something goes on or has begun.',
    tense: ['present', 'perfect'],
    cue: /\b(?:continues?|remains?|(?:has|have) (?:\w+ )?(?:begun|started)|work is)\b/i,
  },
  {
    id: 'family-has-lived',
    kind: 'past-fact',
    because: 'Says what happened to the family or the child.',
    subject: ['family', 'child'],
    tense: ['perfect'],
  },
  {
    id: 'has-been-done',
    kind: 'done',
    because: 'Says in the perfect what has been done.',
    tense: ['perfect'],
  },
  {
    id: 'now-in-place',
    kind: 'done',
    because: 'Says that something is in place or is now done.',
    tense: ['present'],
    cue: /\b(?:now|in place|in use|in force|up and running|in post|(?:is|are) (?:now )?(?:complete|completed|finished|live))\b/i,
  },
  {
    id: 'was-set-up',
    kind: 'done',
    because: 'Says in the past what a body set up or changed.',
    subject: ['publisher', 'other-body', 'thing', 'generic', 'none'],
    tense: ['past'],
    verb: 'setting-up',
  },
  {
    id: 'took-effect',
    kind: 'done',
    because: 'Says that something has come into force.',
    tense: ['past'],
    cue: /\b(?:took effect|came into (?:force|effect|use|operation)|went live)\b/i,
  },
  {
    id: 'was-trained',
    kind: 'done',
    because: 'Says that people were trained or briefed.',
    subject: ['practitioners'],
    tense: ['past'],
    passive: true,
    cue: /\b(?:was|were) (?:\w+ )?(?:trained|briefed|recruited|appointed|seconded|posted|assigned|redeployed)\b/i,
  },
  {
    id: 'goes-on-from-what-was-done',
    kind: 'done',
    because: 'Describes what the sentence before says was done.',
    subject: ['pronoun', 'none'],
    tense: ['present'],
    after: ['done', 'under-way'],
  },
  {
    id: 'goes-on-from-a-promise',
    kind: 'commitment',
    because: 'Describes what the sentence before promises.',
    subject: ['pronoun', 'none', 'thing'],
    tense: ['present'],
    after: ['commitment'],
    cue: /\bensur/i,
  },
  {
    id: 'in-general',
    kind: 'general-knowledge',
    because: 'Speaks of children, families or risks in general, in the present.',
    subject: ['generic', 'research'],
    tense: ['present', 'modal'],
    without: /\b(?:we|our|partners?|agenc(?:y|ies)|partnership|recommendations?)\b/i,
  },
  {
    id: 'time-and-again',
    kind: 'general-knowledge',
    because: 'Says what happens every year, to nobody in particular.',
    tense: ['present'],
    cue: /^\W*(?:every|each) (?:year|month|week|day|winter)\b/i,
    without: /\b(?:we|our|partnership|board|trust)\b/i,
  },
  {
    id: 'risk-in-general',
    kind: 'general-knowledge',
    because: 'Speaks of a risk in general, in the present.',
    tense: ['present', 'modal'],
    cue: /^\W*(?:the )?(?:risks?|dangers?|chances?|likelihood) (?:of|that|to|associated)\b/i,
  },
  {
    id: 'it-happened',
    kind: 'past-fact',
    because: 'Says in the past what happened.',
    tense: ['past'],
  },
]
