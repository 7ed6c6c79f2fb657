import { z } from 'zod'
import {
  choice,
  choices,
  optionalDate,
  optionalText,
  optionalUid,
  requiredDate,
  requiredText,
  uids,
} from '#platform/fields.ts'
import { caseActLabels } from './case-states.ts'
import type { CaseAct } from './case-states.ts'
import { personParts, vaultKinds } from '#features/people/model.ts'
import { caseDateNames, caseNatures, harmTypes } from './model.ts'

/** Yes, no, or why it is not known. */
export const answers = [
  'yes',
  'no',
  'not-asked',
  'asked-not-known',
  'declined',
  'not-yet-happened',
] as const
/** Why a date is not known. */
export const unknownReasons = [
  'not-yet-happened',
  'not-asked',
  'asked-not-known',
  'declined',
] as const

const acts = Object.keys(caseActLabels) as [CaseAct, ...CaseAct[]]

/** Where it happened and where the child lives; each may be unknown. */
const councils = { areaCouncil: optionalUid(), homeCouncil: optionalUid() }
/** The councils of a case. */
export const CouncilsForm = z.strictObject(councils)
/** The councils of a case. */
export type CouncilsForm = z.output<typeof CouncilsForm>

/** A new case. */
export const RecordCaseForm = z.strictObject({
  nature: choice(caseNatures, 'Choose what happened'),
  harms: choices(harmTypes),
  abuseSuspected: choice(
    answers,
    'Say whether abuse or neglect is known or suspected, or why that is not known',
  ),
  summary: optionalText(20_000),
  placeKind: optionalText(200),
  incidentOn: optionalDate(),
  discoveredOn: optionalDate(),
  laAwareOn: optionalDate(),
  ...councils,
  agencies: uids(),
})
/** A new case. */
export type RecordCaseForm = z.output<typeof RecordCaseForm>

/** A corrected date. */
export const ChangeDateForm = z.strictObject({
  name: choice(caseDateNames, 'Choose which date'),
  known: choice(['exactly', 'about', 'no'], 'Say how well the date is known'),
  on: optionalDate(),
  latest: optionalDate(),
  because: z.enum(['', ...unknownReasons]).optional(),
  reason: optionalText(2000),
})
/** A corrected date. */
export type ChangeDateForm = z.output<typeof ChangeDateForm>

/** A child or somebody else in the case. */
export const AddPersonForm = z.strictObject({
  label: optionalText(60),
  part: choice(personParts, 'Choose the part of this person'),
  childPart: z.enum(['', 'died', 'harmed', 'sibling', 'other']).optional(),
  ageBand: optionalText(60),
  sex: optionalText(60),
  ethnicity: optionalText(200),
  disability: choice(answers, 'Say whether there is a disability, or why that is not known'),
  lookedAfter: choice(answers, 'Say whether the child is looked after, or why that is not known'),
  protectionPlan: choice(
    answers,
    'Say whether there is a protection plan, or why that is not known',
  ),
  name: optionalText(500),
})
/** A child or somebody else in the case. */
export type AddPersonForm = z.output<typeof AddPersonForm>

/** A partner's view on notifying. */
export const GiveViewForm = z.strictObject({
  view: choice(['notify', 'do-not-notify', 'no-view'], 'Choose the view of your organisation'),
  reasons: optionalText(4000),
})
/** A partner's view on notifying. */
export type GiveViewForm = z.output<typeof GiveViewForm>

/** The council's decision to notify or not. */
export const DecideNotificationForm = z.strictObject({
  decision: choice(['notify', 'do-not-notify'], 'Choose whether to notify'),
  reasons: requiredText('Give the reasons, whichever way it is decided'),
  discussedOn: optionalDate(),
  notifiedOn: optionalDate(),
})
/** The council's decision to notify or not. */
export type DecideNotificationForm = z.output<typeof DecideNotificationForm>

/** A step in the life of a case. */
export const MoveCaseForm = z.strictObject({
  act: choice(acts, 'Choose what happens next'),
  reason: optionalText(4000),
  panelTold: z.enum(['yes']).optional(),
})
/** A step in the life of a case. */
export type MoveCaseForm = z.output<typeof MoveCaseForm>

/** A pause for proceedings elsewhere, or its end. */
export const PauseCaseForm = z.strictObject({
  because: z.enum(['', 'criminal', 'inquest', 'care-proceedings', 'other']).optional(),
  reason: requiredText('Give the reason'),
})
/** A pause for proceedings elsewhere, or its end. */
export type PauseCaseForm = z.output<typeof PauseCaseForm>

/** A duty that was done, or given a later date. */
export const DutyForm = z.strictObject({
  what: choice(['done', 'later'], 'Say whether it was done or gets a later date'),
  on: requiredDate('Enter the date, like 27 3 2026'),
  reason: optionalText(2000),
  told: choices(['panel', 'secretary-of-state', 'ofsted', 'partners']),
})
/** A duty that was done, or given a later date. */
export type DutyForm = z.output<typeof DutyForm>

/** A conflict of interest that the reader declares. */
export const DeclareConflictForm = z.strictObject({
  basis: requiredText('Say what the conflict is', 1000),
})

/** A value for the vault. */
export const VaultValueForm = z.strictObject({
  person: optionalUid(),
  kind: choice(vaultKinds, 'Choose what it is'),
  value: requiredText('Enter the value', 500),
  hiddenFrom: optionalText(500),
})

/** Why a value of the vault is no longer right. */
export const EndValueForm = z.strictObject({
  reason: requiredText('Say why it is no longer right', 500),
})
