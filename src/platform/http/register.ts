import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from '#shared/failure.ts'
import { checkOrigin } from './origin.ts'
import { attachmentPolicy, neverCached } from './headers.ts'
import type { Asked, House } from './house.ts'
import { demandSession } from './in-session.ts'
import { checkDepth } from './depth.ts'
import { checkReadable } from './readable.ts'
import { recordsItself } from './record-refused.ts'
import type { Route } from './route.ts'
import { serveAct } from './serve-act.ts'
import type { ActRoute } from './serve-act.ts'
import { serveApi } from './serve-api.ts'
import type { ApiRoute } from './serve-api.ts'
import { serveFile } from './serve-file.ts'
import type { FileRoute } from './serve-file.ts'
import { servePage } from './serve-page.ts'
import type { PageRoute } from './serve-page.ts'
import { clearSession, setSession, tokenOf } from './session-cookie.ts'
import { readUploads } from './uploads.ts'

interface Call {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

function askedOf(house: House, request: FastifyRequest): Asked {
  return { token: tokenOf(house, request), requestId: request.id }
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '/'
}

/** The sentence of the act that led here, named in the address by its audit event. */
function noticeOf(house: House, query: unknown): string | undefined {
  const done =
    typeof query === 'object' && query !== null && 'done' in query ? query.done : undefined
  const found = house.routes.find((each) => each.kind === 'act' && each.audit === done)
  return found?.kind === 'act' ? found.spec.said : undefined
}

function sendHtml(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.code(status).headers(neverCached).type('text/html; charset=utf-8').send(html)
}

async function answerPage(
  house: House,
  route: PageRoute,
  { request, reply }: Call,
): Promise<FastifyReply> {
  const { params, query } = request
  const call = { asked: askedOf(house, request), path: pathOf(request), params, query }
  return sendHtml(
    reply,
    200,
    await servePage(house, route, { ...call, notice: noticeOf(house, query) }),
  )
}

const formType = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i

/** A form is sent as browsers send forms; JSON is for the routes of the API. */
function checkFormType(type: string | undefined): void {
  if (type !== undefined && !formType.test(type))
    throw new Failure('unsupported-type', 'not-a-form')
}

/** A form with files is read into memory, so its sender must be known first; other bodies are small. */
async function uploadsOf(
  house: House,
  route: ActRoute,
  request: FastifyRequest,
): Promise<Record<string, unknown>> {
  await demandSession(house, { asked: askedOf(house, request), route })
  return readUploads(request, route.spec.files ?? [])
}

async function answerAct(
  house: House,
  route: ActRoute,
  { request, reply }: Call,
): Promise<FastifyReply> {
  checkOrigin(request.headers, house.origins)
  checkFormType(request.headers['content-type'])
  const raw = request.isMultipart() ? await uploadsOf(house, route, request) : request.body
  checkReadable(raw)
  const call = {
    asked: askedOf(house, request),
    path: pathOf(request),
    params: request.params,
    raw,
  }
  recordsItself(request)
  const answer = await serveAct(house, route, call)
  if (answer.kind === 'again') return sendHtml(reply, answer.status, answer.html)
  if (answer.session === 'end') clearSession(house, reply)
  else if (answer.session !== undefined) setSession(house, reply, answer.session.begin)
  return reply.headers(neverCached).redirect(answer.to, 303)
}

function versionOf(request: FastifyRequest): number | undefined {
  const match = /^"?(\d{1,9})"?$/.exec(request.headers['if-match'] ?? '')
  return match === null ? undefined : Number(match[1])
}

async function answerApi(
  house: House,
  route: ApiRoute,
  { request, reply }: Call,
): Promise<FastifyReply> {
  if (route.method === 'POST') checkOrigin(request.headers, house.origins)
  checkDepth(request.body)
  checkReadable(request.body)
  const key = request.headers['idempotency-key']
  recordsItself(request)
  const answer = await serveApi(house, route, {
    asked: askedOf(house, request),
    path: pathOf(request),
    params: request.params,
    query: request.query,
    body: request.body,
    key: typeof key === 'string' ? key : undefined,
    version: versionOf(request),
  })
  if (answer.version !== undefined) reply.header('etag', `"${answer.version}"`)
  return reply.code(answer.status).headers(neverCached).send(answer.json)
}

async function answerFile(
  house: House,
  route: FileRoute,
  { request, reply }: Call,
): Promise<FastifyReply> {
  const asked = askedOf(house, request)
  const download = await serveFile(house, route, {
    asked,
    params: request.params,
    query: request.query,
  })
  return reply
    .headers(neverCached)
    .header('content-security-policy', attachmentPolicy)
    .header(
      'content-disposition',
      `attachment; filename="${download.name.replace(/[^\w.-]/g, '-')}"`,
    )
    .type(download.type)
    .send(download.content)
}

function answer(house: House, route: Route, call: Call): Promise<FastifyReply> {
  switch (route.kind) {
    case 'page':
      return answerPage(house, route, call)
    case 'act':
      return answerAct(house, route, call)
    case 'api':
      return answerApi(house, route, call)
    case 'file':
      return answerFile(house, route, call)
  }
}

/** Hangs each route of the list on the server. */
export function registerRoutes(server: FastifyInstance, house: House): void {
  for (const route of house.routes) {
    server.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => answer(house, route, { request, reply }),
    })
  }
}
