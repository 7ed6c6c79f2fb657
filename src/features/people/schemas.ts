import { z } from 'zod'
import { choice, optionalText, optionalUid, requiredText, uid, uids } from '#platform/fields.ts'
import { parsePlainDate } from '#shared/dates.ts'
import type { UncertainDate } from '#shared/uncertain-date.ts'
import { parseUncertainDate } from '#shared/uncertain-date.ts'
import { drawnSexes, lives, personParts, relationKinds } from './model.ts'
import type { PersonPart } from './model.ts'
import { endings } from './relation-rules.ts'

const parts = z.object({ day: z.string(), month: z.string(), year: z.string() }).partial()

const realDate =
  'Enter a real date; leave out the day, or the day and the month, if they are not known'

const two = (text: string) => text.padStart(2, '0')

/** A date as well as it is known, from its three boxes: a year, a month of a year, or a day. */
function readDate(typed: z.output<typeof parts>): UncertainDate | undefined {
  const [day = '', month = '', year = ''] = [typed.day, typed.month, typed.year].map((each) =>
    (each ?? '').trim(),
  )
  const shape = /^\d{4}-(\d{1,2})?-(\d{1,2})?$/.test(`${year}-${month}-${day}`)
  if (!shape || (month === '' && day !== '')) return undefined
  if (month === '') return parseUncertainDate({ kind: 'year', year: Number(year) })
  if (day === '')
    return parseUncertainDate({ kind: 'month', year: Number(year), month: Number(month) })
  const on = parsePlainDate(`${year}-${two(month)}-${two(day)}`)
  return on && { kind: 'exact', on }
}

/** A date that may be left out, and of which only the year or the month may be known. */
export function uncertainDate(): z.ZodType<UncertainDate | null, unknown> {
  return z
    .unknown()
    .optional()
    .transform((sent, check): UncertainDate | null => {
      const typed = parts.safeParse(sent ?? {})
      if (typed.success && Object.values(typed.data).every((each) => (each ?? '').trim() === ''))
        return null
      const date = typed.success ? readDate(typed.data) : undefined
      if (date !== undefined) return date
      check.addIssue({ code: 'custom', message: realDate })
      return z.NEVER
    })
}

const year = z
  .string()
  .optional()
  .transform((typed, check): number | null => {
    const text = (typed ?? '').trim()
    if (text === '') return null
    const number = Number(text)
    if (/^\d{4}$/.test(text) && number >= 1850 && number <= 2200) return number
    check.addIssue({ code: 'custom', message: 'Enter the year with four digits' })
    return z.NEVER
  })

const facts = {
  sex: choice(drawnSexes, 'Choose how the person is drawn'),
  life: z.enum(['', ...lives], { error: 'Choose from the list' }).optional(),
  identified: choice(['yes', 'no'], 'Say whether it is known who this is'),
  bornYear: year,
  lifeOn: uncertainDate(),
}

/** What the drawing is told of somebody. */
export const PersonFactsForm = z.strictObject(facts)
/** What the drawing is told of somebody. */
export type PersonFactsForm = z.output<typeof PersonFactsForm>

/** The parts that somebody can have who is added to the drawing; a child of the case is added to the case. */
export const familyParts = personParts.filter(
  (part) => part !== 'child' && part !== 'professional',
) as [PersonPart, ...PersonPart[]]

/** Somebody of the family who is not a child of the case. */
export const AddMemberForm = z.strictObject({
  part: choice(familyParts, 'Choose the part of this person'),
  label: optionalText(60),
  name: optionalText(500),
  ...facts,
})
/** Somebody of the family who is not a child of the case. */
export type AddMemberForm = z.output<typeof AddMemberForm>

const relation = {
  one: uid('Choose the first person'),
  kind: choice(relationKinds, 'Choose how they are related'),
  other: uid('Choose the second person'),
  since: uncertainDate(),
}

/** A new relation between two people of the case. */
export const RelateForm = z.strictObject(relation)
/** A new relation between two people of the case. */
export type RelateForm = z.output<typeof RelateForm>

/** A relation as it should have been recorded. */
export const ChangeRelationForm = z.strictObject({ ...relation, until: uncertainDate() })
/** A relation as it should have been recorded. */
export type ChangeRelationForm = z.output<typeof ChangeRelationForm>

/** A relation that has ended in life. */
export const EndRelationForm = z.strictObject({
  how: z.enum(['', ...endings], { error: 'Choose from the list' }).optional(),
  endedOn: uncertainDate(),
})
/** A relation that has ended in life. */
export type EndRelationForm = z.output<typeof EndRelationForm>

/** Why something that was recorded is a mistake. */
export const RemoveForm = z.strictObject({ reason: requiredText('Say why it is wrong', 500) })

/** Nothing but the press of a button. */
export const PressForm = z.strictObject({})

/** A new home with those who live there. */
export const AddHomeForm = z.strictObject({
  homeName: optionalText(60),
  address: optionalUid(),
  members: uids(),
})
/** A new home with those who live there. */
export type AddHomeForm = z.output<typeof AddHomeForm>

/** A home under another name, or with another address. */
export const ChangeHomeForm = z.strictObject({
  homeName: requiredText('Enter a name like Home A', 60),
  address: optionalUid(),
})
/** A home under another name, or with another address. */
export type ChangeHomeForm = z.output<typeof ChangeHomeForm>

/** Somebody who lives in a home. */
export const JoinHomeForm = z.strictObject({
  person: uid('Choose who lives there'),
  since: uncertainDate(),
})
/** Somebody who lives in a home. */
export type JoinHomeForm = z.output<typeof JoinHomeForm>

/** Somebody who no longer lives in a home. */
export const LeaveHomeForm = z.strictObject({ leftOn: uncertainDate() })
/** Somebody who no longer lives in a home. */
export type LeaveHomeForm = z.output<typeof LeaveHomeForm>
