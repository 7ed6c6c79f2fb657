import { listTieable } from '#features/learning/index.ts'
import type { Tieable } from '#features/learning/index.ts'
import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { evidenceRungs } from '../claims/what-became.ts'
import type { ClaimTies, TiedAction, TiedEvidence } from '../claims/what-became.ts'
import type { Tie } from '../model.ts'
import type { TieChoice } from '../views/claim-page.tsx'
import type { RestsOn } from '../views/what-became-page.tsx'

/** What claims are tied to, as far as the reader sees those things. */
export interface KnownTies {
  of(claim: Uid): ClaimTies
  words(claim: Uid): { uid: Uid; words: string }[]
  /** What the answer about a claim rests on, each with the day since which it stands so. */
  restsOn(claim: Uid): RestsOn[]
  /** The recommendations of ours that the statement's claims are tied to, each once. */
  readonly recommendations: readonly HeldRecommendation[]
}

/** A recommendation that Heed holds and to which a claim of the statement is tied. */
export interface HeldRecommendation {
  readonly number: string | null
  readonly text: string | null
  readonly reference: string
  readonly href: string | undefined
}

const pageOf = {
  recommendation: ['recommendation:read', '/recommendations/'],
  action: ['action:read', '/actions/'],
  evidence: ['evidence:read', '/evidence/'],
} as const

const kindWords = {
  recommendation: 'Recommendation',
  action: 'Action for',
  evidence: 'Evidence for',
} as const

/** The page of a thing, for those who may open it. */
function hrefOf(
  ctx: ReadContext,
  { kind, uid }: Pick<Tieable, 'kind' | 'uid'>,
): string | undefined {
  const [permission, path] = pageOf[kind]
  return can(ctx.actor, permission) ? `${path}${uid}` : undefined
}

function restingOn(ctx: ReadContext, thing: Tieable): RestsOn {
  return {
    words: `${kindWords[thing.kind]} ${thing.reference}`,
    href: hrefOf(ctx, thing),
    since: thing.since,
  }
}

function heldAmong(ctx: ReadContext, known: readonly Tieable[]): HeldRecommendation[] {
  return known.flatMap((one) =>
    one.kind === 'recommendation'
      ? [{ number: one.number, text: one.text, reference: one.reference, href: hrefOf(ctx, one) }]
      : [],
  )
}

const stateOfAction: Readonly<
  Record<Extract<Tieable, { kind: 'action' }>['delivery'], TiedAction['state']>
> = {
  'not-started': 'not-started',
  'on-track': 'under-way',
  'at-risk': 'under-way',
  'off-track': 'under-way',
  delivered: 'said-done',
  'evidence-accepted': 'said-done',
  cancelled: 'stopped',
  transferred: 'stopped',
}

function tiedEvidence(of: Extract<Tieable, { kind: 'evidence' }>): TiedEvidence {
  const acceptance = of.status === 'accepted' && !of.holds ? 'no-longer-holds' : of.status
  return { id: of.uid, rung: evidenceRungs[of.level], acceptance }
}

function tiesTo(things: readonly Tieable[]): ClaimTies {
  return {
    recommendations: things.flatMap((one) =>
      one.kind === 'recommendation' ? [{ id: one.uid }] : [],
    ),
    actions: things.flatMap((one) =>
      one.kind === 'action' ? [{ id: one.uid, state: stateOfAction[one.delivery] }] : [],
    ),
    evidence: things.flatMap((one) => (one.kind === 'evidence' ? [tiedEvidence(one)] : [])),
  }
}

/** Looks up what the claims of a statement are tied to; what the reader may not see is not there. */
export async function tiesOf(ctx: ReadContext, ties: readonly Tie[]): Promise<KnownTies> {
  const meant = ties.map((tie) => tie.to)
  const known = ties.length === 0 ? [] : await listTieable(ctx, meant)
  const seen = ties.flatMap((tie) => {
    const thing = known.find((one) => one.kind === tie.kind && one.uid === tie.to)
    return thing === undefined ? [] : [{ tie, thing }]
  })
  const ofClaim = (claim: Uid) => seen.filter(({ tie }) => tie.claim === claim)
  return {
    of: (claim) => tiesTo(ofClaim(claim).map(({ thing }) => thing)),
    words: (claim) =>
      ofClaim(claim).map(({ tie, thing }) => ({ uid: tie.uid, words: thing.words })),
    restsOn: (claim) => ofClaim(claim).map(({ thing }) => restingOn(ctx, thing)),
    recommendations: heldAmong(ctx, known),
  }
}

/** What of ours the reader can tie a claim to: recommendations, actions and evidence that are open to them. */
export async function tieChoices(ctx: ReadContext): Promise<TieChoice[]> {
  const things = await listTieable(ctx)
  return things.map(({ kind, uid, words }) => ({ kind, uid, words }))
}
