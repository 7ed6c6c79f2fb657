import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPool } from '#platform/db/connection.ts'
import { buildPublicServer } from '#platform/http/public-server.tsx'
import { publicRoutes } from '#features/publication/public-site.tsx'
import { willsCase } from './the-sample.ts'
import {
  choose,
  follow,
  goTo,
  here,
  house,
  lookAt,
  openWindow,
  press,
  sees,
  sitDownAs,
} from './walk.ts'

// The public site runs beside Heed with the role that can read published copies and nothing else.

const pool = openPool(house.database.connect.public, 2)
let site: FastifyInstance
let publicOrigin: string

beforeAll(async () => {
  const ignore = () => undefined
  site = await buildPublicServer({
    pool,
    log: { info: ignore, warn: ignore, debug: ignore, error: ignore },
    routes: publicRoutes,
    assetsFolder: house.house.assetsFolder,
    limits: { requestsPerMinute: 10_000 },
  })
  await site.listen({ host: '127.0.0.1', port: 0 })
  publicOrigin = `http://127.0.0.1:${(site.server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await site?.close()
  await pool.end()
})

const title = 'A child whose asthma was not followed up'
const slug = 'asthma-not-followed-up'
const plain = '# What was learned\n\nAppointments that were not kept were nobody’s to follow up.'

async function beginPublication(page: Page, reference: string): Promise<string> {
  await goTo(page, '/publications')
  await press(page, 'Prepare a publication')
  await page.getByLabel('Case', { exact: true }).selectOption(`Case ${reference}`)
  await choose(page, 'What is published', 'Summary of a review')
  await page.getByLabel('Title of the public page').fill(title)
  await page.getByLabel('Last part of the public address').fill(slug)
  await press(page, 'Begin')
  await sees(page, 'Nobody yet. Two people of two agencies are needed.')
  return here(page)
}

async function write(page: Page, publication: string, text: string): Promise<void> {
  await goTo(page, `${publication}/text`)
  await page.getByLabel('What was learned').fill(text)
  await press(page, 'Save as a new version')
}

describe('a publication', () => {
  it('is refused while it names a child, asks about a word that may be a name, and goes out with two approvals', async () => {
    const manager = await sitDownAs('manager')
    const publication = await beginPublication(manager, (await willsCase()).reference)

    await write(manager, publication, `${plain}\n\nGrace Marsh rang the practice three times.`)
    await goTo(manager, `${publication}/check`)
    await sees(manager, 'Must be taken out')
    await sees(manager, 'Grace Marsh')
    await lookAt(manager, 'gate-refuses')

    await write(manager, publication, `${plain}\n\nWill anybody ring the family? Nobody did.`)
    await goTo(manager, `${publication}/check`)
    await sees(manager, 'Questions')
    await lookAt(manager, 'gate-asks')
    await choose(manager, /Which places are you answering for/, /./)
    await choose(manager, /Do these words mean/, /^No, they mean something else/)
    await manager.getByLabel('Reason').fill('The first word of a question, nobody’s name.')
    await press(manager, 'Answer')

    await goTo(manager, publication)
    await press(manager, 'Lock the text for approval')
    await press(manager, 'Approve this version')
    expect(await manager.getByRole('button', { name: 'Publish', exact: true }).count()).toBe(0)

    const partner = await sitDownAs('policePartner')
    await goTo(partner, publication)
    await press(partner, 'Approve this version')
    await lookAt(partner, 'publication-approved')
    await press(partner, 'Publish')

    const visitor = await openWindow()
    await visitor.goto(`${publicOrigin}/reviews`)
    await follow(visitor, title)
    await sees(visitor, 'Appointments that were not kept were nobody’s to follow up.')
    await lookAt(visitor, 'public-page')
    await visitor.goto(`${publicOrigin}/reviews`)
    await follow(visitor, 'Practice review: Q, who was nine weeks old')
    await sees(visitor, 'Achieved: evidence accepted at the level that was set')
    await lookAt(visitor, 'public-case-q')
  })
})
