import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeMessage } from './message.ts'
import { postmanFor } from './postman.ts'
import { mailTemplates } from './templates.ts'

/** A mail server that takes one message at a time and refuses one address. */
const letters: string[] = []
function converse(socket: Socket): void {
  let letter: string | undefined
  socket.write('220 sink\r\n')
  socket.setEncoding('utf8').on('data', (said: string) => {
    for (const line of said.split('\r\n').slice(0, -1)) {
      if (letter !== undefined && line !== '.') letter += `${line}\n`
      else if (letter !== undefined) {
        // A line of more than 76 letters arrives broken (quoted-printable, RFC 2045).
        letters.push(letter.replaceAll('=\n', ''))
        letter = undefined
        socket.write('250 taken\r\n')
      } else if (line.startsWith('RCPT TO:<nobody@')) socket.write('550 nobody here\r\n')
      else if (line === 'DATA') {
        letter = ''
        socket.write('354 go on\r\n')
      } else if (line === 'QUIT') socket.end('221 bye\r\n')
      else socket.write('250 sink\r\n')
    }
  })
  socket.on('error', () => undefined)
}

const server = createServer(converse)
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
afterAll(() => new Promise((done) => server.close(done)))

const mail = {
  uid: '6f1c2b3a-0000-4000-8000-00000000000a',
  reference: '2026-03',
  path: '/cases/6f1c2b3a-0000-4000-8000-00000000000b',
}
const from = { url: 'https://heed.example', address: 'heed@heed.example' }

function postman() {
  const { port } = server.address() as AddressInfo
  return postmanFor({ smtpUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true`, outbox: '/nowhere' })
}

it('hands a message to the mail server when one is named', async () => {
  const sending = postman()
  const message = writeMessage(
    mailTemplates.late,
    { ...mail, address: 'a@aldermere.example' },
    from,
  )
  await sending.send(message)
  sending.close()
  expect(letters).toHaveLength(1)
  expect(letters[0]).toContain('Subject: Something is late in Heed: 2026-03')
  expect(letters[0]).toContain(`https://heed.example${mail.path}`)
  expect(letters[0]).toContain(`Message-ID: <${mail.uid}@heed.example>`)
})

it('says so when the mail server does not take it', async () => {
  const sending = postman()
  const address = 'nobody@aldermere.example'
  await expect(
    sending.send(writeMessage(mailTemplates.late, { ...mail, address }, from)),
  ).rejects.toThrow()
  sending.close()
})
