import type { PlainDate } from '#shared/dates.ts'
import type { UidOf } from '#shared/ids.ts'

/** The outside id of a body that works with the partnership. */
export type AgencyUid = UidOf<'agency'>
/** The outside id of a post. */
export type PostUid = UidOf<'post'>

/** What kind of body an agency is. */
export const agencyKinds = [
  'local-authority',
  'integrated-care-board',
  'police',
  'nhs-trust',
  'gp-practice',
  'school',
  'probation',
  'housing',
  'voluntary',
  'other',
] as const
/** One kind of body. */
export type AgencyKind = (typeof agencyKinds)[number]

/** The three safeguarding partners (Children Act 2004 s.16E as amended; Working Together 2023). */
export const statutoryPartners = ['local-authority', 'integrated-care-board', 'police'] as const
/** One of the three safeguarding partners. */
export type StatutoryPartner = (typeof statutoryPartners)[number]

/** A body that works with the partnership, as long as it exists. */
export interface Agency {
  readonly id: number
  readonly uid: AgencyUid
  readonly name: string
  readonly kind: AgencyKind
  readonly statutoryPartner: StatutoryPartner | null
  readonly activeFrom: PlainDate
  readonly activeTo: PlainDate | null
  readonly successorId: number | null
  readonly version: number
}

/** A post in an agency; actions belong to it, whoever fills it. */
export interface Post {
  readonly id: number
  readonly uid: PostUid
  readonly agencyId: number
  readonly principalId: number
  readonly title: string
  readonly activeFrom: PlainDate
  readonly activeTo: PlainDate | null
  readonly movedToId: number | null
  readonly version: number
}
