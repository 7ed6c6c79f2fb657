import { demandNoEmergency } from './emergency.ts'
import type { Asked, House } from './house.ts'
import { checkStepUp, inSession } from './in-session.ts'
import { parseAddress } from './parse.ts'
import type { Route } from './route.ts'

/** A download route, apart from the other kinds. */
export type FileRoute = Extract<Route, { kind: 'file' }>

/** A download as it leaves: always an attachment. */
export interface Download {
  readonly name: string
  readonly type: string
  readonly content: Buffer | string
}

/** Hands out a file or an export after its audit row is committed. */
export function serveFile(
  house: House,
  route: FileRoute,
  call: { asked: Asked; params: unknown; query: unknown },
): Promise<Download> {
  const params = parseAddress(route.spec.params, call.params)
  const query = parseAddress(route.spec.query, call.query)
  return inSession(house, { asked: call.asked, route, outcome: 'shown' }, async (ctx) => {
    checkStepUp(house, route, ctx.actor)
    await demandNoEmergency(ctx)
    const { about, ...download } = await route.spec.handle(ctx as never, { params, query })
    return { result: download, about }
  })
}
