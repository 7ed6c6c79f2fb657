import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'

/** Somebody invented who can be signed in as with one click. */
export interface SamplePerson {
  readonly partnershipName: string
  readonly principalUid: Uid
  readonly name: string
  readonly roles: readonly string[]
  readonly posts: readonly string[]
}

/** An organisation through which one can sign in. */
export interface OfferedProvider {
  readonly uid: Uid
  readonly name: string
}

/** A way in which somebody signs in. */
export interface Way {
  readonly kind: 'passkey' | 'code' | 'provider'
  readonly uid: Uid
  /** Name of the passkey or the organisation; for a code the sign-in name, which only its owner sees. */
  readonly name: string | null
  readonly addedAt: Instant
  readonly usedAt: Instant | null
  readonly backedUp: boolean | null
}

/** A live session, as its owner would know it. */
export interface LiveSession {
  readonly uid: Uid
  readonly agent: string
  readonly startedAt: Instant
  readonly seenAt: Instant
  readonly expiresAt: Instant
  readonly isThis: boolean
}

/** A person who signs in, as the list shows them. */
export interface AccountRow {
  readonly id: number
  readonly uid: Uid
  readonly name: string
  readonly agencyName: string | null
  readonly active: boolean
  readonly roles: readonly string[]
}

/** A person who signs in. */
export interface Account {
  readonly id: number
  readonly uid: Uid
  readonly name: string
  readonly agencyId: number | null
  readonly agencyUid: Uid | null
  readonly agencyName: string | null
  readonly active: boolean
  readonly version: number
  readonly sessions: number
  readonly seenAt: Instant | null
}

/** A role that somebody holds or held, through a post where `post` names it. */
export interface HeldRole {
  readonly role: string
  readonly post: string | null
  readonly from: Instant
  readonly to: Instant | null
  readonly isNow: boolean
}

/** A role that waits for a second administrator. */
export interface WaitingRole {
  readonly uid: Uid
  readonly role: string
  readonly endsAt: Instant | null
  readonly askedAt: Instant
  readonly askedBy: string
  readonly askedByMe: boolean
}

/** The last one-time link that somebody was given. */
export interface LastLink {
  readonly uid: Uid
  readonly createdAt: Instant
  readonly createdBy: string | null
  readonly createdByMe: boolean
  readonly expiresAt: Instant
  readonly state: 'open' | 'used' | 'over' | 'waits' | 'withdrawn'
}

/** An agency that people work for. */
export interface AgencyChoice {
  readonly id: number
  readonly uid: Uid
  readonly name: string
}

/** An identity provider, as administrators see it. */
export interface ProviderRow {
  readonly uid: Uid
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly assurance: 2 | 3
  readonly active: boolean
}

/** A one-time link, as it stands now. */
export interface Enrolment {
  readonly uid: Uid
  readonly partnershipId: number
  readonly partnershipName: string
  readonly principalId: number
  readonly principalUid: Uid
  readonly name: string
  readonly state: 'open' | 'used' | 'over' | 'waits' | 'withdrawn'
  readonly expiresAt: Instant
}
