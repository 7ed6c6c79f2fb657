import { actingNow, getCaseKeys } from '#features/cases/index.ts'
import { findAgencyId } from '#features/organisations/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { recordFinding as decideFinding } from '../finding.ts'
import type { FindingRefusal } from '../finding.ts'
import type { FindingEvidence, FindingId } from '../model.ts'
import type {
  ChangeFindingForm,
  ConclusionForm,
  FindingEvidenceForm,
  RecordFindingForm,
} from '../schemas/finding-forms.ts'
import * as store from '../store/findings.ts'

/** Why a finding cannot be kept so. */
export type KeepFindingRefusal =
  | FindingRefusal
  | { readonly code: 'place-required' }
  | { readonly code: 'words-required' }
  | { readonly code: 'finding-agreed' }
  | { readonly code: 'nothing-to-take-back' }
  | { readonly code: 'before-the-consent' }

function evidenceOf(input: FindingEvidenceForm): Result<FindingEvidence, KeepFindingRefusal> {
  if (input.evidenceKind !== 'family-words') {
    if (input.place === undefined) return no({ code: 'place-required' })
    return ok({ kind: input.evidenceKind, place: input.place })
  }
  if (input.words === undefined) return no({ code: 'words-required' })
  const consent =
    input.consentGivenOn === undefined ? null : { givenOn: input.consentGivenOn, withdrawnOn: null }
  return ok({ kind: 'family-words', words: input.words, consent })
}

/** Keeps what the review concludes over all. */
export async function recordConclusion(
  ctx: ActContext,
  caseUid: Uid,
  input: ConclusionForm,
): Promise<void> {
  const keys = await getCaseKeys(ctx, caseUid)
  const { agency } = await actingNow(ctx)
  await store.insertConclusion(
    ctx.tx,
    { caseId: keys.id, scopeId: keys.scopeId, agencyId: agency.id },
    { verdict: input.verdict, text: input.text, place: input.place ?? null },
  )
}

/** Records a finding, good practice as much as a shortfall, with what it rests on. */
export async function recordFinding(
  ctx: ActContext,
  caseUid: Uid,
  input: RecordFindingForm,
): Promise<Result<FindingId, KeepFindingRefusal>> {
  const keys = await getCaseKeys(ctx, caseUid)
  const evidence = evidenceOf(input)
  if (!evidence.ok) return evidence
  const id = ctx.newUid<'finding'>()
  const finding = {
    id,
    kind: input.kind,
    text: input.text,
    underlyingReason: input.underlyingReason ?? '',
    themes: input.themes,
    agencies: input.agencies.map((uid) => idOf<'agency'>(uid)),
    evidence: [evidence.value],
    adoptions: [],
  }
  const decided = decideFinding(finding, ctx.today)
  if (!decided.ok) return decided
  const agencyIds: number[] = []
  for (const uid of input.agencies) {
    const agencyId = await findAgencyId(ctx, uid)
    if (agencyId === undefined) throw new Failure('not-found')
    agencyIds.push(agencyId)
  }
  const at = { caseId: keys.id, scopeId: keys.scopeId }
  const findingId = await store.insertFinding(ctx.tx, at, {
    ...finding,
    themes: input.themes,
    uid: id,
    agencyIds,
  })
  await store.insertEvidence(
    ctx.tx,
    { findingId, scopeId: keys.scopeId },
    { evidence: evidence.value, consentFrom: input.consentFrom ?? null },
  )
  return ok(id)
}

/** Changes the words of a finding that is not agreed yet. */
export async function changeFinding(
  ctx: ActContext,
  uid: Uid,
  input: ChangeFindingForm,
): Promise<Result<Uid, KeepFindingRefusal>> {
  const stored = await store.lockFinding(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  if (stored.status === 'agreed') return no({ code: 'finding-agreed' })
  await store.saveFindingWords(ctx.tx, stored, {
    ...input,
    underlyingReason: input.underlyingReason ?? '',
  })
  return ok(uid)
}

/** Adds one more thing that a finding rests on. */
export async function addFindingEvidence(
  ctx: ActContext,
  uid: Uid,
  input: FindingEvidenceForm,
): Promise<Result<Uid, KeepFindingRefusal>> {
  const stored = await store.lockFinding(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  const evidence = evidenceOf(input)
  if (!evidence.ok) return evidence
  const all = [...(await store.loadEvidence(ctx.tx, stored.id)), evidence.value]
  // Words that the family took back since do not stand in the way of what is added now.
  const quoted = all.filter((each) => each === evidence.value || each.kind !== 'family-words')
  const decided = decideFinding(
    { ...stored, id: stored.uid, agencies: [], adoptions: [], evidence: quoted },
    ctx.today,
  )
  if (!decided.ok) return decided
  await store.insertEvidence(
    ctx.tx,
    { findingId: stored.id, scopeId: stored.scopeId },
    { evidence: evidence.value, consentFrom: input.consentFrom ?? null },
  )
  return ok(uid)
}

/** The family took their consent back: from that day their words are shown nowhere. */
export async function takeBackConsent(
  ctx: ActContext,
  at: { finding: Uid; evidence: Uid },
  on: PlainDate,
): Promise<Result<Uid, KeepFindingRefusal>> {
  const stored = await store.lockFinding(ctx.tx, at.finding)
  sameVersion(ctx, stored.version)
  const found = (await store.loadEvidence(ctx.tx, stored.id)).find(
    (each) => each.uid === at.evidence,
  )
  if (found === undefined) throw new Failure('not-found')
  if (found.kind !== 'family-words' || found.consent === null || found.consent.withdrawnOn !== null)
    return no({ code: 'nothing-to-take-back' })
  if (on < found.consent.givenOn) return no({ code: 'before-the-consent' })
  await store.endConsent(ctx.tx, found.id, on)
  return ok(at.finding)
}
