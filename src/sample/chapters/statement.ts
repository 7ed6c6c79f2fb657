import { dropClaim, rewordClaim } from '#features/publication/commands/claims.ts'
import {
  acceptClaim,
  getStatement,
  importStatement,
  tieClaim,
} from '#features/publication/index.ts'
import { keepFile } from '#platform/files/keep-file.ts'
import { sayDateInFull } from '#shared/date-words.ts'
import type { Uid } from '#shared/ids.ts'
import { doing } from '../teller.ts'
import type { Teller } from '../teller.ts'
import { caseQStatement } from '../texts/case-q-statement.ts'
import type { SampleEvidence } from './delivery.ts'
import type { SampleLearning } from './learning.ts'

async function imported(teller: Teller): Promise<Uid> {
  const { story } = teller
  const content = Buffer.from(caseQStatement(sayDateInFull(story.on(-112))))
  const kept = await keepFile(story.files, { name: 'statement-case-q.txt', content })
  if (!kept.ok) throw new Error(`the sample's statement was refused: ${kept.refusal.code}`)
  const { uid } = await doing(teller)(
    { who: 'communications', day: -111, can: 'statement:import', event: 'statement.imported' },
    (ctx) => importStatement(ctx, kept.value, { otherBody: false, title: 'Aldermere, case Q' }),
  )
  return uid
}

/** The claims by the words that they begin with. */
function claimsOf(teller: Teller, statement: Uid): Promise<(begins: string) => Uid> {
  return doing(teller)(
    { who: 'communications', day: -110, can: 'statement:read', event: 'statement.viewed' },
    async (ctx) => {
      const { claims } = await getStatement(ctx, statement)
      const value = (begins: string): Uid => {
        const found = claims.find((claim) => claim.words.startsWith(begins))
        if (found === undefined) throw new Error('the sample misses a claim of its statement')
        return found.id
      }
      return { ok: true, value }
    },
  )
}

const accepted = [
  'The independent review concluded',
  'all of which we have accepted',
  'Advice on safer sleep',
  'The parents told the reviewer',
  'The maternity trust',
  'The integrated care board',
  'The council and its housing providers',
  'We are also setting up',
  'By next spring',
] as const

/** Communications read what the rules propose: most is accepted, some in other words, some dropped; a few wait. */
async function decided(teller: Teller, statement: Uid): Promise<(begins: string) => Uid> {
  const claim = await claimsOf(teller, statement)
  const scene = { who: 'communications', day: -110, can: 'claim:decide' } as const
  const act = doing(teller)
  await act({ ...scene, event: 'claim.reworded' }, (ctx) =>
    rewordClaim(
      ctx,
      { statement, claim: claim('all of which we have accepted') },
      { words: 'All three recommendations were accepted', kind: 'done' },
    ),
  )
  for (const begins of accepted) {
    await act({ ...scene, event: 'claim.accepted' }, (ctx) =>
      acceptClaim(ctx, statement, claim(begins)),
    )
  }
  const dropped = [
    ['built on case scenarios', 'Part of the sentence about training, no claim of its own.'],
    ['Whenever a child dies', 'How reviews come about, nothing to follow up.'],
  ] as const
  for (const [begins, reason] of dropped) {
    await act({ ...scene, event: 'claim.dropped' }, (ctx) =>
      dropClaim(ctx, { statement, claim: claim(begins) }, reason),
    )
  }
  return claim
}

/** The statement on case Q, and what of ours its claims are about: evidence, activity, and some of which nothing is known. */
export async function tellStatement(
  teller: Teller,
  told: { learning: SampleLearning; evidence: SampleEvidence },
): Promise<void> {
  const { learning, evidence } = told
  const statement = await imported(teller)
  const claim = await decided(teller, statement)
  const ties = [
    ['The maternity trust', 'recommendation', learning.plan.uid],
    ['The maternity trust', 'evidence', evidence.accepted],
    ['The integrated care board', 'recommendation', learning.training.uid],
    ['The integrated care board', 'action', learning.training.action],
    ['The integrated care board', 'evidence', evidence.waiting],
    ['The council and its housing providers', 'recommendation', learning.cot.uid],
    ['The council and its housing providers', 'action', learning.cot.action],
  ] as const
  for (const [begins, kind, to] of ties) {
    await doing(teller)({ who: 'manager', day: -9, can: 'claim:tie', event: 'claim.tied' }, (ctx) =>
      tieClaim(ctx, { statement, claim: claim(begins) }, { kind, uid: to }),
    )
  }
}
