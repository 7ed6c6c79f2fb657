import { Agent, request } from 'node:http'

/** One request of the benchmark. */
export interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly form?: string
}

/** What was answered. */
export interface Answered {
  readonly status: number
  readonly type: string
  readonly location: string | undefined
  readonly body: Buffer
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

/** Sends a request over a kept connection, as a browser of somebody who is signed in. */
export function ask(origin: string, token: string, asked: Asked): Promise<Answered> {
  const headers: Record<string, string> = { cookie: `heed=${token}` }
  if (asked.form !== undefined) {
    headers['content-type'] = 'application/x-www-form-urlencoded'
    headers['content-length'] = String(Buffer.byteLength(asked.form))
    headers['origin'] = origin
  }
  return new Promise((resolve, reject) => {
    const { method, path } = asked
    const sent = request(`${origin}${path}`, { method, headers, agent }, (reply) => {
      const pieces: Buffer[] = []
      reply.on('data', (piece: Buffer) => pieces.push(piece))
      reply.on('error', reject)
      reply.on('end', () => {
        resolve({
          status: reply.statusCode ?? 0,
          type: reply.headers['content-type'] ?? '',
          location: reply.headers.location,
          body: Buffer.concat(pieces),
        })
      })
    })
    sent.on('error', reject)
    sent.end(asked.form)
  })
}

/** Lets the kept connections go. */
export function stopAsking(): void {
  agent.destroy()
}
