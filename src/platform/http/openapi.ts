import { z } from 'zod'
import type { ZodType } from 'zod'
import { failures } from '#shared/failure.ts'
import type { FailureCode } from '#shared/failure.ts'
import { ok } from '#shared/result.ts'
import { api } from './route.ts'
import type { Can, Route } from './route.ts'

type ApiRoute = Extract<Route, { kind: 'api' }>
type Schema = Record<string, unknown>

/** What the caller sends is described, not what Heed makes of it. */
function schemaOf(schema: ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

interface Properties {
  readonly properties?: Record<string, Schema>
  readonly required?: readonly string[]
}

function parameters(schema: ZodType | undefined, place: 'path' | 'query'): Schema[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] }: Properties = schemaOf(schema, 'input')
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: described,
  }))
}

const versionHeader = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The version of the record that the caller saw, as it was in ETag.',
  schema: { type: 'string' },
}
const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'A uuid; the same command sent twice under it takes effect once.',
  schema: { type: 'string', format: 'uuid' },
}

function headers(route: ApiRoute): Schema[] {
  if (route.method === 'GET') return []
  return route.spec.keyless === undefined ? [keyHeader, versionHeader] : [versionHeader]
}

/** Which known failures a caller of this route can meet. */
function failuresOf(route: ApiRoute): FailureCode[] {
  const always: FailureCode[] = ['not-found', 'too-large', 'too-many', 'not-ready']
  const signedIn: FailureCode[] = route.can === 'public' ? [] : ['signed-out', 'forbidden']
  const written: FailureCode[] =
    route.method === 'GET' ? [] : ['cross-site', 'stale-version', 'same-key-other-words']
  return [...always, ...signedIn, ...written]
}

function responses(route: ApiRoute): Schema {
  const answered: Record<string, Schema> = {
    200: {
      description: 'Done.',
      content: { 'application/json': { schema: schemaOf(route.spec.answer, 'output') } },
    },
  }
  const refusal = { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } }
  if (route.method === 'GET' && route.spec.query !== undefined)
    answered['400'] = { description: 'A value of the query is not known.', content: refusal }
  if (route.method === 'POST') {
    answered['400'] = { description: 'The body is not of its shape.', content: refusal }
    answered['422'] = { description: 'The rules say no.', content: refusal }
  }
  for (const code of failuresOf(route)) {
    const { status, says } = failures[code]
    const before = answered[status]?.['description']
    answered[status] = {
      description: typeof before === 'string' ? `${before} ${says}` : says,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
    }
  }
  return answered
}

function security(can: Can): Schema[] {
  return can === 'public' ? [{}] : [{ session: [] }, { token: [] }]
}

function operation(route: ApiRoute): Schema {
  const { spec } = route
  const body = spec.body === undefined ? undefined : schemaOf(spec.body, 'input')
  return {
    summary: spec.summary,
    operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/[/:.-]+([a-zA-Z])/g, (_all, letter: string) => letter.toUpperCase())}`,
    'x-permission': route.can,
    security: security(route.can),
    parameters: [
      ...parameters(spec.params, 'path'),
      ...parameters(spec.query, 'query'),
      ...headers(route),
    ],
    ...(body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    responses: responses(route),
  }
}

const components = {
  securitySchemes: {
    token: { type: 'http', scheme: 'bearer', description: 'From: heed service-token' },
    session: { type: 'apiKey', in: 'cookie', name: '__Host-heed' },
  },
  schemas: {
    Failure: {
      type: 'object',
      required: ['code', 'says'],
      properties: {
        code: { type: 'string', enum: Object.keys(failures) },
        says: { type: 'string' },
      },
    },
    Refusal: {
      type: 'object',
      required: ['code', 'issue'],
      properties: {
        code: { type: 'string', enum: ['invalid', 'business-rule'] },
        issue: {
          type: 'array',
          items: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } },
        },
      },
    },
  },
}

/** The API in words that machines read, made from the same routes that serve it (OpenAPI 3.1). */
export function openApi(
  routes: readonly Route[],
  about: { readonly version: string; readonly url: string },
): Schema {
  const paths: Record<string, Record<string, Schema>> = {}
  for (const route of routes) {
    if (route.kind !== 'api' || !route.path.startsWith('/api/')) continue
    const address = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}')
    paths[address] = { ...paths[address], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Heed', version: about.version },
    servers: [{ url: about.url }],
    paths,
    components,
  }
}

/** The route that hands the description out; it describes itself too. */
export function openApiRoute(
  routes: readonly Route[],
  about: { readonly version: string; readonly url: string },
): Route {
  const own: Route = api({
    method: 'GET',
    path: '/api/openapi.json',
    can: 'signed-in',
    audit: { none: 'describes Heed itself and holds nothing of anybody' },
    summary: 'This description.',
    answer: z.looseObject({ openapi: z.literal('3.1.0') }),
    handle: () => Promise.resolve(ok({ answer: described(), about: {} })),
  })
  let kept: { openapi: '3.1.0' } | undefined
  function described(): { openapi: '3.1.0' } {
    kept ??= { ...openApi([...routes, own], about), openapi: '3.1.0' }
    return kept
  }
  return own
}
