import type { ReadContext } from '#platform/context.ts'
import { addressOf, draftPathOf } from '#platform/drafts/form-address.ts'
import { newUid } from '#platform/uid.ts'
import type { FormState } from '#platform/html/form-state.ts'
import type { Returned } from './draft-line.tsx'
import { findEmergency } from './emergency.ts'
import type { Anybody, Asked, House } from './house.ts'
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

/** Whether an act comes back to this page: only then is what is typed here found again, and let go when it is done. */
function holdsForm(house: House, route: PageRoute): boolean {
  return house.routes.some((each) => each.kind === 'act' && each.spec.page === route.path)
}

/** What this person was typing into the page's form, unless the page answers a form that was just sent. */
async function findReturned(
  at: { call: PageCall; address: string; holds: boolean },
  ctx: ReadContext<Anybody>,
): Promise<Returned | undefined> {
  const { call, address, holds } = at
  if (call.form !== undefined || !holds) return undefined
  const draft = await ctx.drafts.find(address)
  return draft && { draft, address, today: ctx.today }
}

/**
 * Shows a page: one transaction, the audit row in it, and only then the first byte of the answer.
 * If the row cannot be written, the page is not shown.
 */
export async function servePage(house: House, route: PageRoute, call: PageCall): Promise<string> {
  const { spec } = route
  const params = parseAddress(spec.params, call.params)
  const query = parseAddress(spec.query, call.query)
  const address = addressOf(route.path, call.params)
  const session = { asked: call.asked, route, outcome: 'shown' as const }
  return inSession(house, session, async (ctx) => {
    checkStepUp(house, route, ctx.actor)
    const holds = holdsForm(house, route) && ctx.actor.kind !== 'visitor'
    const [returned, emergency] = await Promise.all([
      findReturned({ call, address, holds }, ctx),
      findEmergency(ctx),
    ])
    const typed = call.form ?? { values: returned?.draft.values ?? {}, problems: [] }
    const form = { ...typed, key: newUid(), ...(holds && { draftPath: draftPathOf(address) }) }
    const shown = await spec.handle(ctx as never, { params, query, form })
    const around = {
      actor: ctx.actor,
      path: call.path,
      now: ctx.now,
      notice: call.notice,
      form,
      returned,
      navigation: house.navigation,
      emergency,
    }
    return { result: layOut(shown, around), about: shown.about }
  })
}
