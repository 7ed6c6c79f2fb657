import { newUid } from '#platform/uid.ts'
import { emptyForm } from '#platform/html/form-state.ts'
import type { FormState } from '#platform/html/form-state.ts'
import type { Asked, House } from './house.ts'
import { checkStepUp, inSession } from './in-session.ts'
import { layOut } from './layout.tsx'
import { parseAddress } from './parse.ts'
import type { Route } from './route.ts'

/** A page route, apart from the other kinds. */
export type PageRoute = Extract<Route, { kind: 'page' }>

/** What is asked of a page; after a refused act also what was typed, and the status to answer with. */
export interface PageCall {
  readonly asked: Asked
  readonly path: string
  readonly params: unknown
  readonly query: unknown
  readonly notice?: string | undefined
  readonly form?: FormState
}

/**
 * Shows a page: one transaction, the audit row in it, and only then the first byte of the answer.
 * If the row cannot be written, the page is not shown.
 */
export async function servePage(house: House, route: PageRoute, call: PageCall): Promise<string> {
  const { spec } = route
  const params = parseAddress(spec.params, call.params)
  const query = parseAddress(spec.query, call.query)
  const form = { ...(call.form ?? emptyForm), key: newUid() }
  const session = { asked: call.asked, route, outcome: 'shown' as const }
  return inSession(house, session, async (ctx) => {
    checkStepUp(house, route, ctx.actor)
    const shown = await spec.handle(ctx as never, { params, query, form })
    const around = {
      actor: ctx.actor,
      path: call.path,
      notice: call.notice,
      problems: form.problems,
      navigation: house.navigation,
    }
    return { result: layOut(shown, around), about: shown.about }
  })
}
