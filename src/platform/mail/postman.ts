import { mkdir, open, rename } from 'node:fs/promises'
import path from 'node:path'
import nodemailer from 'nodemailer'
import type { Message } from './message.ts'

/** Whoever takes messages away. */
export interface Postman {
  send(message: Message): Promise<void>
  close(): void
}

/** How long a mail server may take for one step before the message is tried again later. */
const patienceMilliseconds = 20_000

function fieldsOf(message: Message) {
  const { id, from, to, subject, text } = message
  return { messageId: id, from, to, subject, text, headers: { 'Auto-Submitted': 'auto-generated' } }
}

/** Puts each message as a file into a folder, where there is no mail server: to look at, or for another program to send. */
export function outboxPostman(folder: string): Postman {
  const writer = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'unix',
  })
  return {
    async send(message) {
      const written = await writer.sendMail(fieldsOf(message))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = message.id.replaceAll(/[^0-9a-f-]/g, '').slice(0, 36)
      const place = path.join(folder, `${name}.eml`)
      const handle = await open(`${place}.part`, 'w', 0o600)
      try {
        await handle.writeFile(written.message as Buffer)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(`${place}.part`, place)
    },
    close: () => writer.close(),
  }
}

/** Hands messages to a mail server; an address that begins with smtps:// is encrypted from the first byte. */
export function smtpPostman(url: string): Postman {
  const server = nodemailer.createTransport(url, {})
  return {
    async send(message) {
      await server.sendMail(fieldsOf(message))
    },
    close: () => server.close(),
  }
}

/** The mail server when there is one, else the outbox. */
export function postmanFor(where: { smtpUrl: string | undefined; outbox: string }): Postman {
  if (where.smtpUrl === undefined) return outboxPostman(where.outbox)
  const url = new URL(where.smtpUrl)
  for (const timeout of ['connectionTimeout', 'greetingTimeout', 'socketTimeout']) {
    if (!url.searchParams.has(timeout)) url.searchParams.set(timeout, String(patienceMilliseconds))
  }
  return smtpPostman(url.href)
}
