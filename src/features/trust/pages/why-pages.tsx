import { whyVisible } from '#platform/access/why.ts'
import { UidParams } from '#platform/fields.ts'
import { page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { roleTitle } from '#platform/words/role-title.ts'
import { Failure } from '#shared/failure.ts'
import { recordKinds } from '../queries/records.ts'
import type { RecordKind } from '../queries/records.ts'
import { WhyPage } from '../views/why.tsx'
import { sayReach, sayUntil, sayWay } from '../why-words.ts'

function whyPage(of: RecordKind): Route {
  return page({
    path: `${of.base}/:uid/why`,
    can: of.read,
    module: of.module,
    audit: 'access.explained',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const record = await of.find(ctx, params.uid)
      const why = await whyVisible(ctx.tx, record.scopeUid)
      if (why === undefined) throw new Failure('not-found')
      const name = `${of.name} ${record.reference}`
      const ways = why.paths.map((way) => ({
        why: sayWay(way, of.kind, (role) => roleTitle(role, ctx.words)),
        reach: sayReach(way),
        until: sayUntil(way),
      }))
      return {
        title: 'Why can I see this?',
        caption: name,
        layout: 'wide',
        back: { href: `${of.base}/${record.uid}`, text: name },
        body: <WhyPage name={of.kind} ways={ways} sealed={why.sealed} />,
        about: { object: { type: of.kind, uid: record.uid }, scopeUid: record.scopeUid },
      }
    },
  })
}

/** Why a case or a recommendation is open to the reader. */
export const whyPages: readonly Route[] = recordKinds.map(whyPage)
