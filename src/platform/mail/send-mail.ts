import type { Client } from 'pg'
import { systemClock } from '#platform/clock.ts'
import { houseJob } from '#platform/jobs/job.ts'
import type { JobHouse } from '#platform/jobs/job-house.ts'
import { withClient } from '#platform/jobs/with-client.ts'
import { addMilliseconds } from '#shared/dates.ts'
import { writeMessage } from './message.ts'
import { isMailTemplate, mailTemplates } from './templates.ts'

interface Claimed {
  readonly partnership_id: string
  readonly id: string
  readonly uid: string
  readonly address: string
  readonly template: string
  readonly reference: string
  readonly path: string
  readonly attempts: number
}

/** A mail server that is down for a day loses nothing: one minute, then twice as long each time, up to four hours. */
const mostAttempts = 14
const firstWait = 60_000
const longestWait = 4 * 60 * 60_000
const atOnce = 20

/** Sends what is due. A message that was sent when the process was killed may go again, under the same id. */
export const sendMail = houseJob({
  name: 'mail.send',
  cron: '* * * * *',
  run: async (house) =>
    withClient(house.connect.jobs, async (client) => {
      for (;;) {
        const claimed = await claim(client)
        for (const mail of claimed) await settle(client, mail, await deliver(house, mail))
        if (claimed.length < atOnce) return
      }
    }),
})

async function claim(client: Client): Promise<Claimed[]> {
  const { rows } = await client.query<Claimed>('select * from app.claim_mail($1)', [atOnce])
  return rows
}

async function deliver(house: JobHouse, mail: Claimed): Promise<boolean> {
  const { log } = house.web
  if (!isMailTemplate(mail.template)) {
    log.error({ mail: mail.uid }, 'a message has words that this release does not know')
    return false
  }
  const from = { url: house.url, address: house.mailFrom }
  try {
    await house.postman.send(writeMessage(mailTemplates[mail.template], mail, from))
    return true
  } catch (error) {
    log.warn({ mail: mail.uid, attempt: mail.attempts, err: error }, 'a message was not taken')
    return false
  }
}

async function settle(client: Client, mail: Claimed, sent: boolean): Promise<void> {
  const wait = Math.min(firstWait * 2 ** (mail.attempts - 1), longestWait)
  const again = addMilliseconds(systemClock.now(), wait)
  const outcome = sent ? 'sent' : mail.attempts < mostAttempts ? 'waiting' : 'failed'
  const dueAt = outcome === 'waiting' ? again : null
  await client.query('select app.settle_mail($1, $2, $3, $4)', [
    mail.partnership_id,
    mail.id,
    outcome,
    dueAt,
  ])
}
