import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { nameCouncils } from '../commands/name-councils.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import * as queries from '../queries/cases.ts'
import { CouncilsForm } from '../schemas.ts'
import { NameCouncils } from '../views/case-forms.tsx'
import { caseState } from '../views/case-top.tsx'
import { aboutCase, councilChoices } from './case-pages.tsx'

/** Which councils a case concerns, for a case that was recorded before it was known. */
export const councilPages: readonly Route[] = [
  page({
    path: '/cases/:uid/councils',
    can: 'case:update',
    audit: 'case.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await queries.getCasePage(ctx, params.uid)
      const { areaCouncil, homeCouncil } = found.councils
      const known = { areaCouncil: areaCouncil ?? '', homeCouncil: homeCouncil ?? '' }
      const reference = `Case ${found.reference}`
      return {
        title: 'The councils',
        caption: reference,
        state: caseState(found),
        back: { href: paths.show(found.uid), text: reference },
        body: (
          <NameCouncils
            form={{ ...form, values: { ...known, ...form.values } }}
            uid={found.uid}
            version={found.version}
            {...await councilChoices(ctx)}
          />
        ),
        about: aboutCase(found),
      }
    },
  }),
  act({
    path: '/cases/:uid/councils',
    page: '/cases/:uid/councils',
    can: 'case:update',
    audit: 'case-councils.named',
    said: 'The councils are kept.',
    params: UidParams,
    body: CouncilsForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const named = await nameCouncils(ctx, params.uid, body)
      if (!named.ok) return named
      const about = { object: { type: 'case', uid: params.uid } }
      return ok({ to: paths.show(params.uid), about })
    },
  }),
]
