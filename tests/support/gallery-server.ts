import { createReadStream, existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { render } from '#platform/html/render.ts'
import { gallery } from './gallery.tsx'

// The policy under which every page must work.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** What was posted to the gallery, in order. */
export type Posted = { readonly path: string; readonly body: string }

/** Serves the gallery on a loopback port, under the real content security policy. */
export async function serveGallery(assets: string) {
  const posted: Posted[] = []
  const server = createServer(
    (request, response) => void answer({ request, response, assets, posted }),
  )
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    posted,
    close: () => new Promise((closed) => server.close(closed)),
  }
}

async function answer(call: {
  request: IncomingMessage
  response: ServerResponse
  assets: string
  posted: Posted[]
}) {
  const { request, response } = call
  const { pathname } = new URL(request.url ?? '/', 'http://gallery')
  if (request.method === 'POST') {
    let body = ''
    for await (const part of request) body += String(part)
    call.posted.push({ path: pathname, body })
    response.writeHead(204).end()
    return
  }
  response.setHeader('content-security-policy', policy)
  response.setHeader('x-content-type-options', 'nosniff')
  const page = Object.entries(gallery).find(([place]) => place === pathname)?.[1]
  const file = path.join(call.assets, pathname.replace(/^\/assets\//, ''))
  if (page) {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(render(page()))
  } else if (pathname.startsWith('/assets/') && existsSync(file)) {
    response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream')
    createReadStream(file).pipe(response)
  } else {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing here')
  }
}
