import { z } from 'zod'
import { listPersonChoices } from '#features/organisations/index.ts'
import { can } from '#platform/access/can.ts'
import { uid, UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { endSealName, nameForSeal, releaseCase, sealCase } from '../commands/seals.ts'
import type { SealRefusal } from '../commands/seals.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { getSeal } from '../queries/seals.ts'
import type { SealState } from '../queries/seals.ts'
import { ReleaseSealForm, SealForm, SealNameForm } from '../schemas.ts'
import { SealPage } from '../views/seal.tsx'

const show = '/cases/:uid/seal'
const NameParams = z.object({ uid: uid(), name: uid() })

const aboutSeal = (seal: SealState) => ({
  object: { type: 'case', uid: seal.uid },
  scopeUid: seal.scopeUid,
})

function done(sealed: Result<SealState, SealRefusal>) {
  if (!sealed.ok) return sealed
  return ok({ to: paths.seal(sealed.value.uid), about: aboutSeal(sealed.value) })
}

const common = {
  page: show,
  can: 'seal:set',
  module: 'cases',
  stepUp: true,
  params: UidParams,
  explain,
} as const

/** The pages of sealed cases. */
export const sealPages: readonly Route[] = [
  page({
    path: show,
    can: 'seal:set',
    module: 'cases',
    stepUp: true,
    audit: 'seal.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const seal = await getSeal(ctx, params.uid)
      const model = {
        ...seal,
        people: seal.sealed ? await listPersonChoices(ctx) : [],
        mayRelease: can(ctx.actor, 'seal:release'),
      }
      return {
        title: 'Seal of the case',
        caption: `Case ${seal.reference}`,
        state: seal.sealed ? 'Sealed: it opens to named persons only' : 'Not sealed',
        back: { href: paths.kase(seal.uid), text: `Case ${seal.reference}` },
        body: <SealPage form={form} seal={model} />,
        about: aboutSeal(seal),
      }
    },
  }),
  act({
    ...common,
    path: show,
    audit: 'case.sealed',
    said: 'The case is sealed. It opens to you for thirty days; name the others here.',
    body: SealForm,
    handle: async (ctx, { params }) => done(await sealCase(ctx, params.uid)),
  }),
  act({
    ...common,
    path: '/cases/:uid/seal/names',
    audit: 'seal-name.added',
    said: 'The seal opens to them.',
    body: SealNameForm,
    handle: async (ctx, { params, body }) => done(await nameForSeal(ctx, params.uid, body)),
  }),
  act({
    ...common,
    path: '/cases/:uid/seal/names/:name/end',
    audit: 'seal-name.ended',
    said: 'The case is closed to them.',
    params: NameParams,
    body: z.strictObject({}),
    handle: async (ctx, { params }) => {
      const ended = await endSealName(ctx, params.uid, params.name)
      if (!ended.ok) return ended
      // Whoever closed it to themselves has no page of the case to go back to.
      const own = ended.value.names.find((each) => each.uid === params.name)
      const gone = own?.principalId === ctx.actor.principalId
      const to = gone ? '/cases' : paths.seal(ended.value.uid)
      return ok({ to, about: aboutSeal(ended.value) })
    },
  }),
  act({
    ...common,
    path: '/cases/:uid/seal/release',
    can: 'seal:release',
    audit: 'seal.released',
    said: 'Your word is recorded. Whether the case is still sealed is said under the heading.',
    body: ReleaseSealForm,
    handle: async (ctx, { params, body }) => done(await releaseCase(ctx, params.uid, body.because)),
  }),
]
