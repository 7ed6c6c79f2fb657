import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Attribution, ClaimKind, ClaimPlace, FoundBy, ProposedClaim } from './claim.ts'

/** Where a claim stands: only an accepted one is followed up. */
export type ClaimState = 'proposed' | 'accepted' | 'dropped' | 'merged'

/** What a person can do with a claim. */
export type ClaimAct = 'accept' | 'reword' | 'merge' | 'drop' | 'restore'

/** What may be done in each state, and where it leads; a reword leaves the state as it is. */
export const claimTransitions = {
  proposed: { accept: 'accepted', reword: 'proposed', merge: 'merged', drop: 'dropped' },
  accepted: { reword: 'accepted', merge: 'merged', drop: 'dropped' },
  dropped: { restore: 'proposed' },
  merged: { restore: 'proposed' },
} as const satisfies Record<ClaimState, Partial<Record<ClaimAct, ClaimState>>>

/** One thing that happened to a claim, with what it said before. */
export type ClaimEvent = {
  readonly act: ClaimAct | 'propose' | 'add' | 'take-in' | 'give-back'
  readonly by: Uid
  readonly at: Instant
  readonly reason?: string
  readonly wordsBefore?: string
  readonly kindBefore?: ClaimKind
  /** The other claim of a merge. */
  readonly other?: Uid
}

/** A claim in somebody's hands: its places and quoted words never change by rewording. */
export type Claim = {
  readonly id: Uid
  readonly state: ClaimState
  readonly words: string
  readonly kind: ClaimKind
  readonly attribution: Attribution
  readonly places: readonly ClaimPlace[]
  readonly quoted: readonly string[]
  /** Missing where a person added the claim. */
  readonly foundBy?: FoundBy
  readonly mergedInto?: Uid
  readonly history: readonly ClaimEvent[]
}

/** The claims of one statement, in the order of their places. */
export type ClaimList = readonly Claim[]

/** Who does it, and when. */
export type Doing = { readonly by: Uid; readonly at: Instant }

/** Why a claim cannot be changed that way. */
export type ClaimRefusal =
  | { readonly code: 'claim-not-found' }
  | { readonly code: 'not-in-this-state'; readonly state: ClaimState; readonly act: ClaimAct }
  | { readonly code: 'words-missing' }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'nothing-changed' }
  | { readonly code: 'same-claim' }
  | { readonly code: 'kinds-differ'; readonly kinds: readonly [ClaimKind, ClaimKind] }
  | { readonly code: 'place-outside-text' }

type Worked = Result<ClaimList, ClaimRefusal>

/** The claims as the rules propose them, before anybody has looked. */
export function beginClaims(
  proposals: readonly ProposedClaim[],
  newId: () => Uid,
  doing: Doing,
): ClaimList {
  return proposals.map(({ place, words, kind, attribution, foundBy }) => ({
    id: newId(),
    state: 'proposed',
    words,
    kind,
    attribution,
    places: [place],
    quoted: [words],
    foundBy,
    history: [{ act: 'propose', ...doing }],
  }))
}

/** A claim that a person sees and the rules did not; `text` is that of the block it stands in. */
export function addClaim(
  list: ClaimList,
  given: {
    readonly id: Uid
    readonly place: ClaimPlace
    readonly kind: ClaimKind
    readonly text: string
  },
  doing: Doing,
): Worked {
  const { id, place, kind, text } = given
  const isInside = 0 <= place.start && place.start < place.end && place.end <= text.length
  if (!isInside) return no({ code: 'place-outside-text' })
  const words = text.slice(place.start, place.end)
  if (words.trim() === '') return no({ code: 'words-missing' })
  const claim: Claim = {
    id,
    state: 'accepted',
    words,
    kind,
    attribution: { about: 'not-said' },
    places: [place],
    quoted: [words],
    history: [{ act: 'add', ...doing }],
  }
  return ok([...list, claim])
}

/** Says that the statement makes this claim and that it will be followed up. */
export function acceptClaim(list: ClaimList, id: Uid, doing: Doing): Worked {
  return change(list, { id, act: 'accept' }, (claim, state) => ({
    ...claim,
    state,
    history: [...claim.history, { act: 'accept', ...doing }],
  }))
}

/** Gives a claim other words or another kind; what the statement says, and where, stays beside it. */
export function rewordClaim(
  list: ClaimList,
  given: { readonly id: Uid; readonly words: string; readonly kind: ClaimKind },
  doing: Doing,
): Worked {
  const words = given.words.trim()
  if (words === '') return no({ code: 'words-missing' })
  const before = list.find((one) => one.id === given.id)
  if (before?.words === words && before.kind === given.kind) return no({ code: 'nothing-changed' })
  return change(list, { id: given.id, act: 'reword' }, (claim, state) => ({
    ...claim,
    state,
    words,
    kind: given.kind,
    history: [
      ...claim.history,
      { act: 'reword', ...doing, wordsBefore: claim.words, kindBefore: claim.kind },
    ],
  }))
}

/** Says that these words are nothing to follow up, and why; they stay on the list as dropped. */
export function dropClaim(
  list: ClaimList,
  given: { readonly id: Uid; readonly reason: string },
  doing: Doing,
): Worked {
  const reason = given.reason.trim()
  if (reason === '') return no({ code: 'reason-missing' })
  return change(list, { id: given.id, act: 'drop' }, (claim, state) => ({
    ...claim,
    state,
    history: [...claim.history, { act: 'drop', ...doing, reason }],
  }))
}

/** Makes one claim of two that say the same: it keeps the places and quoted words of both. */
export function mergeClaims(
  list: ClaimList,
  given: { readonly into: Uid; readonly from: Uid; readonly kind?: ClaimKind },
  doing: Doing,
): Worked {
  if (given.into === given.from) return no({ code: 'same-claim' })
  const into = list.find((one) => one.id === given.into)
  const from = list.find((one) => one.id === given.from)
  if (!into || !from) return no({ code: 'claim-not-found' })
  if (!('merge' in claimTransitions[into.state])) {
    return no({ code: 'not-in-this-state', state: into.state, act: 'merge' })
  }
  const kind = given.kind ?? into.kind
  if (into.kind !== from.kind && given.kind === undefined) {
    return no({ code: 'kinds-differ', kinds: [into.kind, from.kind] })
  }
  const merged = change(list, { id: from.id, act: 'merge' }, (claim, state) => ({
    ...claim,
    state,
    mergedInto: into.id,
    history: [...claim.history, { act: 'merge', ...doing, other: into.id }],
  }))
  return merged.ok ? ok(replace(merged.value, takenIn(into, from, { kind, doing }))) : merged
}

function takenIn(
  into: Claim,
  from: Claim,
  how: { readonly kind: ClaimKind; readonly doing: Doing },
): Claim {
  const event: ClaimEvent = { act: 'take-in', ...how.doing, other: from.id, kindBefore: into.kind }
  return {
    ...into,
    kind: how.kind,
    places: [...into.places, ...from.places],
    quoted: [...into.quoted, ...from.quoted],
    history: [...into.history, event],
  }
}

/** Takes a drop or a merge back, as done in error: the claim is proposed again, and what took it in gives its places back. */
export function restoreClaim(list: ClaimList, id: Uid, doing: Doing): Worked {
  const before = list.find((one) => one.id === id)
  const restored = change(
    list,
    { id, act: 'restore' },
    ({ mergedInto: _gone, ...claim }, state) => ({
      ...claim,
      state,
      history: [...claim.history, { act: 'restore', ...doing }],
    }),
  )
  const holder = restored.ok && list.find((one) => one.id === before?.mergedInto)
  return holder && before ? ok(replace(restored.value, givenBack(holder, before, doing))) : restored
}

function givenBack(holder: Claim, from: Claim, doing: Doing): Claim {
  const own = holder.places.map((place) => !from.places.some((other) => isSamePlace(place, other)))
  return {
    ...holder,
    places: holder.places.filter((_, index) => own[index]),
    quoted: holder.quoted.filter((_, index) => own[index]),
    history: [...holder.history, { act: 'give-back', ...doing, other: from.id }],
  }
}

function isSamePlace(a: ClaimPlace, b: ClaimPlace): boolean {
  return a.blockId === b.blockId && a.start === b.start && a.end === b.end
}

function change(
  list: ClaimList,
  what: { readonly id: Uid; readonly act: ClaimAct },
  make: (claim: Claim, state: ClaimState) => Claim,
): Worked {
  const claim = list.find((one) => one.id === what.id)
  if (!claim) return no({ code: 'claim-not-found' })
  const moves: Partial<Record<ClaimAct, ClaimState>> = claimTransitions[claim.state]
  const state = moves[what.act]
  if (!state) return no({ code: 'not-in-this-state', state: claim.state, act: what.act })
  return ok(replace(list, make(claim, state)))
}

function replace(list: ClaimList, claim: Claim): ClaimList {
  return list.map((one) => (one.id === claim.id ? claim : one))
}
