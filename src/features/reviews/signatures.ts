import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { statutoryPartners } from '#features/cases/model.ts'
import type { StatutoryPartner } from '#features/cases/model.ts'
import type { PartnerSignature } from './model.ts'

/** Why a signature cannot be taken. */
export type SignatureRefusal =
  | { readonly code: 'not-this-partner'; readonly partner: StatutoryPartner }
  | { readonly code: 'already-signed'; readonly partner: StatutoryPartner }
  | { readonly code: 'dissent-needs-reasons' }
  | { readonly code: 'other-draft'; readonly current: number }

/** What a signature is put under, and by whom. */
export type Signing = {
  readonly signature: PartnerSignature
  /** The partner that the signer may sign for, if any. */
  readonly mayFor: StatutoryPartner | null
  readonly currentDraft: number
}

/** Adds a partner's signature or dissent. Nothing is overwritten: each partner signs a draft once. */
export function sign(
  signatures: readonly PartnerSignature[],
  { signature, mayFor, currentDraft }: Signing,
): Result<readonly PartnerSignature[], SignatureRefusal> {
  const { partner, draft } = signature
  if (mayFor !== partner) return no({ code: 'not-this-partner', partner })
  if (draft !== currentDraft) return no({ code: 'other-draft', current: currentDraft })
  if (standingSignatures(signatures, draft).some((one) => one.partner === partner))
    return no({ code: 'already-signed', partner })
  if (signature.view === 'dissents' && !signature.reasons.trim())
    return no({ code: 'dissent-needs-reasons' })
  return ok([...signatures, signature])
}

/** The signatures under this draft, in the partners' order. */
export function standingSignatures(
  signatures: readonly PartnerSignature[],
  draft: number,
): readonly PartnerSignature[] {
  return statutoryPartners.flatMap((partner) => {
    const signature = signatures.find((one) => one.partner === partner && one.draft === draft)
    return signature ? [signature] : []
  })
}

/** The partners who have neither signed nor dissented: shown and chased. */
export function missingSignatures(
  signatures: readonly PartnerSignature[],
  draft: number,
): readonly StatutoryPartner[] {
  const signed = standingSignatures(signatures, draft).map(({ partner }) => partner)
  return statutoryPartners.filter((partner) => !signed.includes(partner))
}

/** The partners who signed under protest, with their reasons. */
export function dissents(
  signatures: readonly PartnerSignature[],
  draft: number,
): readonly PartnerSignature[] {
  return standingSignatures(signatures, draft).filter(({ view }) => view === 'dissents')
}
