import { z } from 'zod'
import {
  choice,
  choices,
  optionalDate,
  optionalText,
  optionalUid,
  requiredDate,
  requiredText,
  uid,
  uids,
} from '#platform/fields.ts'
import { requiredFile } from '#platform/http/uploads.ts'
import { importFields } from './import-mapping.ts'
import { lengthName, markRuleIds, markRules } from './mark-rules.ts'
import type { LengthName, MarkParameter } from './mark-rules.ts'
import { entryKinds, sightings, themes } from './model.ts'
import { readTime } from './read-when.ts'
import { whenKinds } from './when.ts'

/** A mark of a case in the address. */
export const MarkParams = z.object({ uid: uid(), mark: uid() })
/** A key practice episode of a case in the address. */
export const EpisodeParams = z.object({ uid: uid(), episode: uid() })
/** A spreadsheet of a part in the address. */
export const ImportParams = z.object({ uid: uid(), sheet: uid() })

/** A form that only says yes. */
export const NothingMore = z.strictObject({})

/** An agency is asked for its part. */
export const AskForm = z.strictObject({
  agency: uid('Choose the agency'),
  posts: uids(),
  dueOn: optionalDate(),
})
/** An agency is asked for its part. */
export type AskForm = z.output<typeof AskForm>

/** A reason, as for a correction or for giving a part back. */
export const ReasonForm = z.strictObject({ reason: requiredText('Give the reason', 2000) })

const time = z
  .string()
  .optional()
  .transform((typed, check): string | undefined => {
    if (typed === undefined || typed === '') return undefined
    const read = readTime(typed)
    if (read !== undefined) return read
    check.addIssue({ code: 'custom', message: 'Enter a time of day, like 9:30 or 14:15' })
    return z.NEVER
  })

/** One entry as it is typed. */
export const EntryForm = z.strictObject({
  happenedKind: choice(whenKinds, 'Choose how exactly it is known when it happened'),
  happened: requiredDate(
    'Enter when it happened, like 27 3 2026; for a month or year any day of it',
  ),
  happenedUntil: optionalDate(),
  happenedAt: time,
  knewKind: z.preprocess(
    (sent) => (sent === '' ? undefined : sent),
    choice(['unknown', ...whenKinds], 'Choose whether it is known when the agency learnt of it'),
  ),
  knew: optionalDate(),
  knewUntil: optionalDate(),
  recordedOn: optionalDate(),
  kind: choice(entryKinds, 'Choose what kind of event it is'),
  event: requiredText('Say what happened', 8000),
  source: optionalText(400),
  place: optionalText(200),
  reference: optionalText(100),
  people: uids(),
  childSeen: choice(sightings, 'Choose whether the child was seen; “not recorded” is an answer'),
  childHeard: choice(sightings, 'Choose whether the child was heard; “not recorded” is an answer'),
  childVoice: optionalText(4000),
  response: optionalText(4000),
  analysis: optionalText(4000),
  goodPractice: choices(['yes']),
  themes: choices(themes),
  facts: optionalText(4000),
})
/** One entry as it is typed. */
export type EntryForm = z.output<typeof EntryForm>

/** An entry with other words; the reason is asked for once the part was accepted. */
export const ChangeEntryForm = EntryForm.extend({ reason: optionalText(2000) })
/** An entry with other words. */
export type ChangeEntryForm = z.output<typeof ChangeEntryForm>

/** A spreadsheet is handed in. */
export const UploadForm = z.strictObject({
  file: requiredFile('Choose the spreadsheet, saved as Excel (.xlsx) or CSV (.csv)'),
})

const heads = Object.fromEntries(importFields.map((field) => [field, optionalText(400)])) as Record<
  (typeof importFields)[number],
  z.ZodType<string | undefined, unknown>
>

/** Which column is which. */
export const MappingForm = z.strictObject({
  headRow: z.preprocess(
    (sent) => (typeof sent === 'string' && /^\d{1,5}$/.test(sent) ? Number(sent) : sent),
    z
      .number({ error: 'Enter the number of the row with the heads' })
      .int()
      .min(1, 'Enter the number of the row with the heads'),
  ),
  order: choice(['day-first', 'month-first'], 'Choose how days and months are written'),
  ...heads,
})
/** Which column is which. */
export type MappingForm = z.output<typeof MappingForm>

/** The rows of a spreadsheet are taken; those that cannot be are left out only when somebody says so. */
export const TakeForm = z.strictObject({ leaveOut: choices(['yes']) })

const parameters: readonly (readonly [string, MarkParameter])[] = markRuleIds.flatMap((rule) => {
  const own: Readonly<Record<string, MarkParameter>> = markRules[rule].parameters
  return Object.entries(own).map(
    ([name, parameter]) => [lengthName(rule, name), parameter] as const,
  )
})

function lengthField({ unit, least, most }: MarkParameter): z.ZodType<number, unknown> {
  const said = `Enter a number of ${unit} from ${least} to ${most}`
  return z.preprocess(
    (sent) => (typeof sent === 'string' && /^\d{1,5}$/.test(sent) ? Number(sent) : sent),
    z.number({ error: said }).int(said).min(least, said).max(most, said),
  )
}

// Object.fromEntries forgets the names; they are those of the rules.
const lengthFields = Object.fromEntries(
  parameters.map(([name, parameter]) => [name, lengthField(parameter)]),
) as Record<LengthName, z.ZodType<number, unknown>>

/** The period that agencies are asked about, and the lengths of the rules. */
export const RulesForm = z.strictObject({
  periodFrom: optionalDate(),
  periodTo: optionalDate(),
  ...lengthFields,
})
/** The period that agencies are asked about, and the lengths of the rules by `rule--name`. */
export type RulesForm = z.output<typeof RulesForm> & Readonly<Record<LengthName, number>>

/** What is written about a key practice episode. */
export const EpisodeForm = z.strictObject({
  title: requiredText('Enter what the episode is called', 200),
  fromOn: requiredDate('Enter its first day, like 27 3 2026'),
  toOn: requiredDate('Enter its last day, like 27 3 2026'),
  chosen: optionalText(4000),
  expected: optionalText(4000),
  happened: optionalText(4000),
  why: optionalText(4000),
  good: optionalText(4000),
  learning: optionalText(4000),
})
/** What is written about a key practice episode. */
export type EpisodeForm = z.output<typeof EpisodeForm>

/** To which episode an entry belongs; none is an answer. */
export const EntryEpisodeForm = z.strictObject({ episode: optionalUid() })

const after = optionalUid().catch(undefined)
const agency = optionalUid().catch(undefined)
const day = optionalDate().catch(undefined)

/** The three boxes of a date, as a form that is sent into the address leaves them. */
const boxes = ['day', 'month', 'year'] as const

/** Gathers the boxes of each of these dates under its name, as forms that act have it done for them. */
function withDates<T extends z.ZodType>(names: readonly string[], schema: T) {
  return z.preprocess((sent) => {
    if (typeof sent !== 'object' || sent === null) return sent
    const query: Record<string, unknown> = { ...sent }
    for (const name of names) {
      const parts = boxes.map((box) => [box, query[`${name}-${box}`]] as const)
      if (parts.some(([, part]) => typeof part === 'string'))
        query[name] = Object.fromEntries(parts)
    }
    return query
  }, schema)
}

const typed = z.string().max(10).optional().catch(undefined)
/** What was typed into the boxes of a date, so that it comes back where it is no date. */
const typedBoxes = <N extends string>(name: N) =>
  Object.fromEntries(boxes.map((box) => [`${name}-${box}`, typed])) as Record<
    `${N}-${(typeof boxes)[number]}`,
    typeof typed
  >

/** There is no search for words, which would stand there and may be a name. */
const listFields = z.object({
  agency,
  person: optionalUid().catch(undefined),
  theme: z.enum(themes).optional().catch(undefined),
  kind: z.enum(entryKinds).optional().catch(undefined),
  from: day,
  to: day,
  only: z
    .enum(['good-practice', 'child-seen', 'child-not-seen', 'marked'])
    .optional()
    .catch(undefined),
  episode: optionalUid().catch(undefined),
  sort: z.enum(['time', 'agency']).default('time').catch('time'),
  after,
})
/** What the merged view is narrowed to, in the address. */
export const ListQuery = withDates(['from', 'to'], listFields)
/** What the merged view is narrowed to. */
export type ListQuery = z.output<typeof listFields>

/** The same for a file, with names where the reader may have them. */
export const ExportQuery = withDates(
  ['from', 'to'],
  listFields.extend({ names: z.enum(['yes']).optional().catch(undefined) }),
)

/** Which agency, which day, and which of the three answers. */
export const KnownQuery = withDates(
  ['on'],
  z.object({
    agency,
    on: day,
    ...typedBoxes('on'),
    knowledge: z.enum(['certain', 'possible', 'not-yet']).default('certain').catch('certain'),
    after,
  }),
)

/** How long the stretches of the picture are. */
export const LanesQuery = z.object({
  step: z.enum(['month', 'quarter', 'year']).optional().catch(undefined),
})

/** What the list of marks is narrowed to. */
export const MarksQuery = z.object({
  group: z.enum(['gap', 'contradiction', 'late']).optional().catch(undefined),
  rule: z
    .enum(markRuleIds as [(typeof markRuleIds)[number], ...(typeof markRuleIds)[number][]])
    .optional()
    .catch(undefined),
  state: z.enum(['open', 'dismissed']).default('open').catch('open'),
  after,
})

/** A page of a part's entries. */
export const PartQuery = z.object({ after })
