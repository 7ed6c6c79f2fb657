import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

/** A real identity provider on this machine, in which whoever is at the door has signed in. */
export interface TestProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** How often somebody really had to sign in there. */
  signIns(): number
  /** Who stands before it from now on, and how sure it says that it is. */
  now(subject: string, acr?: string): void
  /** Signs a person out there, or one of their sessions; answers the logout token that it sent to Heed. */
  logOut(subject: string, sid: string): Promise<string>
  /** Signs out there as a browser does that was sent by Heed, and says yes; answers the address it is sent back to. */
  signOut(address: string, cookies: CookieJar): Promise<URL>
  /** Goes through the provider as a browser does, from the address that Heed gave to the one it sends back to. */
  visit(address: string, cookies?: CookieJar): Promise<URL>
  stop(): Promise<void>
}

/** The cookies of one browser at the provider. */
export type CookieJar = Map<string, string>

const clientId = 'heed-under-test'

function signingKeys() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
  }
}

/** Asks whether somebody wants to sign out there, without the fonts of others. */
function logoutSource(ctx: { body: string }, form: string): void {
  ctx.body = `<!doctype html><html lang="en"><title>Sign out</title><body>${form}
    <button type="submit" form="op.logoutForm" value="yes" name="logout">Yes, sign me out</button></body></html>`
}

/** Starts a provider on a free port of the loopback interface that sends people back to `returnAddress`. */
export async function startProvider(returnAddress: string): Promise<TestProvider> {
  const clientSecret = randomBytes(24).toString('base64url')
  let person: { subject: string; acr: string | undefined } = { subject: 'nobody', acr: undefined }
  let signIns = 0
  let sent: string | undefined
  let provider: Provider | undefined

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (provider === undefined) throw new Error('the provider is not ready')
    if (!request.url?.startsWith('/interaction/')) return provider.callback()(request, response)
    const { params, prompt, session, grantId } = await provider.interactionDetails(
      request,
      response,
    )
    if (prompt.name === 'login') {
      signIns += 1
      const login = { accountId: person.subject, ...(person.acr && { acr: person.acr }) }
      return provider.interactionFinished(request, response, { login })
    }
    const facts = { accountId: session?.accountId ?? '', clientId: params['client_id'] ?? '' }
    const grant = new provider.Grant(facts)
    grant.addOIDCScope('openid')
    const consent = { grantId: grantId ?? (await grant.save()) }
    return provider.interactionFinished(request, response, { consent })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.statusCode = 500
      response.end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [returnAddress],
        post_logout_redirect_uris: [new URL('/sign-in', returnAddress).href],
        backchannel_logout_uri: 'http://127.0.0.1/never-called',
        backchannel_logout_session_required: true,
        application_type: 'native',
      },
    ],
    jwks: signingKeys(),
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource },
    },
    acrValues: ['high'],
    claims: { openid: ['sub'], acr: null, auth_time: null, sid: null },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_ctx: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.org` }),
    }),
    ttl: { Session: 3600, Interaction: 600, Grant: 3600, AccessToken: 600, IdToken: 600 },
    fetch: async (_url: unknown, options: { body?: unknown }) => {
      sent = new URLSearchParams(String(options.body)).get('logout_token') ?? undefined
      return new Response(null, { status: 200 })
    },
  })
  const started = provider

  return {
    issuer,
    clientId,
    clientSecret,
    signIns: () => signIns,
    now: (subject, acr) => void (person = { subject, acr }),
    async logOut(subject, sid) {
      const client = await started.Client.find(clientId)
      sent = undefined
      await client?.backchannelLogout(subject, sid)
      if (sent === undefined) throw new Error('the provider sent no logout token')
      return sent
    },
    signOut: (address, cookies) => signOutThere(address, cookies),
    visit: (address, cookies = new Map()) => walk(address, { cookies, until: returnAddress }),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** One request with the cookies of a browser. */
async function ask(at: string, cookies: CookieJar, more: RequestInit = {}): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const reply = await fetch(at, { redirect: 'manual', headers: { cookie }, ...more })
  for (const line of reply.headers.getSetCookie()) {
    const [pair = ''] = line.split(';')
    const cut = pair.indexOf('=')
    cookies.set(pair.slice(0, cut), pair.slice(cut + 1))
  }
  return reply
}

async function walk(address: string, how: { cookies: CookieJar; until: string }): Promise<URL> {
  let at = address
  for (let step = 0; step < 12; step += 1) {
    if (at.startsWith(how.until)) return new URL(at)
    const reply = await ask(at, how.cookies)
    const next = reply.headers.get('location')
    if (next === null)
      throw new Error(`the provider stopped with ${reply.status}: ${await reply.text()}`)
    at = new URL(next, at).href
  }
  throw new Error('the provider sends in a circle')
}

/** The provider shows a form that asks; whoever has no session there finds one that sends itself. */
async function signOutThere(address: string, cookies: CookieJar): Promise<URL> {
  const page = await ask(address, cookies)
  const text = await page.text()
  const action = /action="([^"]+)"/.exec(text)?.[1]
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1]
  if (action === undefined || xsrf === undefined)
    throw new Error(`the provider does not ask: ${page.status} ${text}`)
  const body = new URLSearchParams({ xsrf, logout: 'yes' })
  const done = await ask(action, cookies, { method: 'POST', body })
  const next = done.headers.get('location')
  if (next === null) throw new Error(`the provider stopped with ${done.status}`)
  return new URL(next, action)
}

/** A subject that nobody has. */
export function newSubject(): string {
  return `person-${randomUUID()}`
}
