import { contentOf } from '#platform/files/keep-file.ts'
import { Failure } from '#shared/failure.ts'
import { demandNoEmergency } from './emergency.ts'
import type { Asked, House } from './house.ts'
import { checkStepUp, inSession } from './in-session.ts'
import { parseAddress } from './parse.ts'
import type { KeptContent, Route } from './route.ts'

/** A download route, apart from the other kinds. */
export type FileRoute = Extract<Route, { kind: 'file' }>

/** A download as it leaves: always an attachment. */
export interface Download {
  readonly name: string
  readonly type: string
  readonly content: Buffer | string
}

/** The whole content, or undefined where what is kept does not open: its key is lost, it was changed, or it is gone. */
async function opened(
  house: House,
  asked: Asked,
  content: Buffer | string | KeptContent,
): Promise<Buffer | string | undefined> {
  if (typeof content === 'string' || Buffer.isBuffer(content)) return content
  try {
    return await contentOf(house.files, content.kept)
  } catch (err) {
    house.log.error({ request: asked.requestId, file: content.kept, err }, 'file-unreadable')
    return undefined
  }
}

/**
 * Hands out a file or an export after its audit row is committed; that a file which is kept does not open is an entry too,
 * with its record, and then a known failure.
 */
export async function serveFile(
  house: House,
  route: FileRoute,
  call: { asked: Asked; params: unknown; query: unknown },
): Promise<Download> {
  const { asked } = call
  const params = parseAddress(route.spec.params, call.params)
  const query = parseAddress(route.spec.query, call.query)
  const session = { asked, route, outcome: 'shown' as const }
  const download = await inSession<Download | undefined>(house, session, async (ctx) => {
    checkStepUp(house, route, ctx.actor)
    await demandNoEmergency(ctx)
    const { about, name, type, content } = await route.spec.handle(ctx as never, { params, query })
    const whole = await opened(house, asked, content)
    if (whole !== undefined) return { result: { name, type, content: whole }, about }
    return {
      result: undefined,
      about: { ...about, reason: 'file-unreadable' },
      outcome: 'failed' as const,
    }
  })
  if (download === undefined) throw new Failure('file-unreadable')
  return download
}
