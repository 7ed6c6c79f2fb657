/** What a rule points out: nothing was written, two entries cannot both be right, or word came late. */
export type MarkGroup = 'gap' | 'contradiction' | 'late'

/** One rule of the marks, as data: what it is called, what it says, and what a case may set otherwise. */
export interface MarkRule {
  readonly version: number
  readonly group: MarkGroup
  readonly title: string
  /** What the rule points out, in one sentence. */
  readonly says: string
  /** Its lengths and limits, with the range in which a case may set them. */
  readonly parameters: Readonly<Record<string, MarkParameter>>
}

/** A length or limit of a rule. No guidance fixes one: the defaults are ours. */
export interface MarkParameter {
  readonly label: string
  readonly unit: 'days' | 'minutes'
  readonly ships: number
  readonly least: number
  readonly most: number
}

const days = (label: string, ships: number, least = 1): MarkParameter => ({
  label,
  unit: 'days',
  ships,
  least,
  most: 3650,
})
const minutes = (label: string, ships: number): MarkParameter => ({
  label,
  unit: 'minutes',
  ships,
  least: 0,
  most: 1440,
})

/** The rules by their ids. A change to what a rule does raises its version. */
export const markRules = {
  'gap-all': {
    version: 1,
    group: 'gap',
    title: 'Nothing from anybody',
    says: 'No agency has written anything for longer than this.',
    parameters: { days: days('Longest time without any entry', 60) },
  },
  'gap-agency': {
    version: 1,
    group: 'gap',
    title: 'Nothing from one agency',
    says: 'An agency that wrote before and after has written nothing for longer than this.',
    parameters: { days: days('Longest time without an entry of the agency', 180) },
  },
  'gap-seen': {
    version: 1,
    group: 'gap',
    title: 'Child not seen',
    says: 'Nobody has recorded that the child was seen for longer than this.',
    parameters: { days: days('Longest time without the child being seen', 60) },
  },
  'two-places': {
    version: 1,
    group: 'contradiction',
    title: 'Two places at once',
    says: 'The same person is said to be in two places within this time on the same day.',
    parameters: { minutes: minutes('Time within which two places are too far apart', 30) },
  },
  'seen-and-not-seen': {
    version: 1,
    group: 'contradiction',
    title: 'Seen and not seen',
    says: 'One entry says that the child was seen, another about the same contact that the child was not.',
    parameters: {
      minutes: minutes('Time within which two entries are about the same contact', 60),
    },
  },
  'differing-date': {
    version: 1,
    group: 'contradiction',
    title: 'Differing date',
    says: 'Entries with the same reference put the event on days that are further apart than this.',
    parameters: { days: days('Days by which entries may differ', 0, 0) },
  },
  'differing-person': {
    version: 1,
    group: 'contradiction',
    title: 'Differing person',
    says: 'Entries with the same reference name different people, and none in common.',
    parameters: {},
  },
  'differing-fact': {
    version: 1,
    group: 'contradiction',
    title: 'Differing fact',
    says: 'Entries with the same reference give different values for the same fact.',
    parameters: {},
  },
  'late-knowledge': {
    version: 1,
    group: 'late',
    title: 'Known late',
    says: 'The agency learnt of it more than this after it happened.',
    parameters: { days: days('Days after the event', 28) },
  },
  'late-record': {
    version: 1,
    group: 'late',
    title: 'Written down late',
    says: 'The agency wrote it down more than this after it knew.',
    parameters: { days: days('Days after the agency knew', 14) },
  },
} as const satisfies Readonly<Record<string, MarkRule>>

/** The id of a rule. */
export type MarkRuleId = keyof typeof markRules

/** Every rule, in the order of the page. */
export const markRuleIds = Object.keys(markRules) as readonly MarkRuleId[]

/** The rules together, with the version of each: what the marks of a chronology were worked out with. */
export const markRulesVersion = `v${Object.values(markRules).reduce((sum, { version }) => sum + version, 0)}-${markRuleIds.length}`

/** Whether a text names a rule. */
export function isMarkRule(text: string): text is MarkRuleId {
  return Object.hasOwn(markRules, text)
}

/** What a case sets otherwise, by rule and name. */
export type MarkSettings = Readonly<
  Partial<Record<string, Readonly<Partial<Record<string, number>>>>>
>

/** The length or limit that counts: what the case sets, within the range of the rule, or what ships. */
export function parameterOf(settings: MarkSettings, rule: MarkRuleId, name: string): number {
  const known: Readonly<Record<string, MarkParameter>> = markRules[rule].parameters
  const parameter = known[name]
  if (parameter === undefined) throw new RangeError(`the rule ${rule} has no ${name}`)
  const set = settings[rule]?.[name]
  return set !== undefined && set >= parameter.least && set <= parameter.most
    ? set
    : parameter.ships
}

/** What a form calls a length of a rule. */
export type LengthName = `${MarkRuleId}--${string}`

/** What a form calls a length of a rule. */
export function lengthName(rule: MarkRuleId, name: string): LengthName {
  return `${rule}--${name}`
}
