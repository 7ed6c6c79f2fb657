import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Approval, Publication, PublicationState, PublicationText } from './model.ts'

/** What can be done with the text of a publication. */
export type PublicationAct = 'lock' | 'unlock' | 'publish' | 'revise'

/** What may be done in each state, and where it leads. */
export const publicationTransitions = {
  draft: { lock: 'locked' },
  locked: { unlock: 'draft', publish: 'published' },
  published: { revise: 'draft' },
} as const satisfies Record<PublicationState, Partial<Record<PublicationAct, PublicationState>>>

/** Why something cannot be done with a publication. */
export type PublicationRefusal =
  | { readonly code: 'not-in-this-state'; readonly state: PublicationState }
  | { readonly code: 'nothing-to-publish' }
  | { readonly code: 'needs-two-agencies'; readonly people: number; readonly agencies: number }
  | { readonly code: 'no-public-copy' }
  | { readonly code: 'approved-already' }
  | { readonly code: 'not-approved' }
  | { readonly code: 'no-agency' }

/** Whether an act is open in the state that the text is in. */
export function isOpen(publication: Pick<Publication, 'state'>, act: PublicationAct): boolean {
  return act in publicationTransitions[publication.state]
}

function move(
  publication: Publication,
  act: PublicationAct,
): Result<Publication, PublicationRefusal> {
  const moves: Partial<Record<PublicationAct, PublicationState>> =
    publicationTransitions[publication.state]
  const state = moves[act]
  if (state === undefined) return no({ code: 'not-in-this-state', state: publication.state })
  return ok({ ...publication, state, version: publication.version + 1 })
}

/** Locks the text while two people look at it. */
export function lockText(
  publication: Publication,
  text: PublicationText,
): Result<Publication, PublicationRefusal> {
  if (text.body.blocks.length === 0) return no({ code: 'nothing-to-publish' })
  return move(publication, 'lock')
}

/** Opens a locked text for writing again; approvals stay with the version that they were given for. */
export function unlockText(publication: Publication): Result<Publication, PublicationRefusal> {
  return move(publication, 'unlock')
}

/** Begins a correction of a published text; the public copy stays as it is until the next one goes out. */
export function reviseText(publication: Publication): Result<Publication, PublicationRefusal> {
  return move(publication, 'revise')
}

/** The words that count now: given for this version and not taken back. */
export function approvalsThatCount(
  approvals: readonly Approval[],
  textVersion: number,
): readonly Approval[] {
  return approvals.filter((one) => one.textVersion === textVersion && one.takenBackAt === null)
}

/** Two people of two agencies must approve one and the same version. */
export function approvedByTwo(
  approvals: readonly Approval[],
  textVersion: number,
): Result<true, PublicationRefusal> {
  const counting = approvalsThatCount(approvals, textVersion)
  const people = new Set(counting.map((one) => one.by)).size
  const agencies = new Set(counting.map((one) => one.agencyId)).size
  return people >= 2 && agencies >= 2
    ? ok(true)
    : no({ code: 'needs-two-agencies', people, agencies })
}

/** Whether somebody may give their word now. */
export function mayApprove(
  publication: Publication,
  approvals: readonly Approval[],
  who: { readonly principalId: number; readonly agencyId: number | undefined },
): Result<true, PublicationRefusal> {
  if (publication.state !== 'locked')
    return no({ code: 'not-in-this-state', state: publication.state })
  if (who.agencyId === undefined) return no({ code: 'no-agency' })
  const counting = approvalsThatCount(approvals, publication.textVersion)
  const already = counting.some((one) => one.by === who.principalId)
  return already ? no({ code: 'approved-already' }) : ok(true)
}

/** What becomes of a locked text that goes out. */
export function publishText(publication: Publication): Result<Publication, PublicationRefusal> {
  const moved = move(publication, 'publish')
  if (!moved.ok) return moved
  return ok({ ...moved.value, copy: 'live', publishedVersion: publication.textVersion })
}

/** Takes the public copy down; the text is open for mending. */
export function withdrawCopy(publication: Publication): Result<Publication, PublicationRefusal> {
  if (publication.copy !== 'live') return no({ code: 'no-public-copy' })
  const state = publication.state === 'published' ? 'draft' : publication.state
  return ok({ ...publication, state, copy: 'withdrawn', version: publication.version + 1 })
}
