import { createHash, randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { TextArea } from '#platform/html/fields.tsx'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { act, page } from '#platform/http/route.ts'
import { requiredText } from '#platform/fields.ts'
import { asInstant } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestPartnership } from '#tests/support/house.ts'
import { draftRoutes } from './routes.ts'

const path = '/notes/:about' as const
let versionNow = 4
const params = z.object({ about: z.string() })
const house = await testHouse({
  routes: [
    ...draftRoutes,
    page({
      path,
      can: 'organisation:read',
      audit: { none: 'an empty form' },
      params,
      handle: (_ctx, { form, params: { about } }) =>
        Promise.resolve({
          title: 'Write a note',
          about: {},
          body: (
            <Form action={`/notes/${about}`} idempotencyKey={form.key} version={versionNow}>
              <TextArea form={form} name="note" label="Note" />
              <Button text="Keep the note" />
            </Form>
          ),
        }),
    }),
    page({
      path: '/read-only',
      can: 'organisation:read',
      audit: { none: 'nothing on it' },
      handle: (_ctx, { form }) =>
        Promise.resolve({
          title: 'Only to read',
          about: {},
          body: (
            <Form action="/notes/elsewhere" idempotencyKey={form.key}>
              <TextArea form={form} name="note" label="Note" />
            </Form>
          ),
        }),
    }),
    act({
      path,
      page: path,
      can: 'organisation:read',
      audit: 'note.kept',
      said: 'The note is kept.',
      params,
      body: z.strictObject({ note: requiredText('Write the note') }),
      explain: () => [{ field: 'note', message: 'Not this one' }],
      handle: (_ctx, { body }) =>
        Promise.resolve(
          body.note === 'refused' ? no({ code: 'not-this' }) : ok({ to: '/notes/x', about: {} }),
        ),
    }),
  ],
})
let here: TestPartnership
let writer: Somebody
let other: Somebody

beforeAll(async () => {
  here = await house.addPartnership()
})
beforeEach(async () => {
  writer = await house.signIn(here, { role: 'action-owner' })
  other = await house.signIn(here, { role: 'action-owner' })
  house.setClock(asInstant('2026-11-24T10:42:00.000Z'))
})

const draft = { note: 'Half a thought\r\nand the rest' }
const save = (who: Somebody | undefined) => house.post(who, '/drafts?form=/notes/today', draft)

async function signInAgain(who: Somebody): Promise<Somebody> {
  const token = randomBytes(32).toString('base64url')
  await house.sql(
    `insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at)
     values ($1, $2, $3, 2, '2010-01-01', '2100-01-01', interval '50 years', '2100-01-01')`,
    [here.id, who.id, createHash('sha256').update(token).digest()],
  )
  return { ...who, token }
}

describe('what is typed into a form', () => {
  it('is back when the form is opened again, with the time and a way to begin anew', async () => {
    expect((await save(writer)).status).toBe(200)
    const answer = await house.get(writer, '/notes/today')
    expect(answer.body).toContain('Half a thought')
    expect(answer.body).toContain('What you were typing at 10.42am is back.')
    expect(answer.body).toContain('Start again without it')
  })

  it('is sent to the address that the form names', async () => {
    const answer = await house.get(writer, '/notes/today')
    expect(answer.body).toContain('data-draft-url="/drafts?form=/notes/today"')
    // No form of a page that no act comes back to would be found again.
    expect((await house.get(writer, '/read-only')).body).not.toContain('data-draft-url')
    expect(answer.body).not.toContain('What you were typing')
  })

  it('survives the end of the session', async () => {
    await save(writer)
    await house.sql(`update access.session set revoked_at = now() where principal_id = $1`, [
      writer.id,
    ])
    expect((await house.get(writer, '/notes/today')).status).toBe(303)
    const again = await signInAgain(writer)
    expect((await house.get(again, '/notes/today')).body).toContain('Half a thought')
  })

  it('is nobody else’s, and belongs to this form alone', async () => {
    await save(writer)
    expect((await house.get(other, '/notes/today')).body).not.toContain('Half a thought')
    expect((await house.get(writer, '/notes/tomorrow')).body).not.toContain('Half a thought')
  })

  it('is kept encrypted', async () => {
    await save(writer)
    const rows = await house.sql<{ sealed: Buffer }>(`select sealed from app.draft`)
    for (const { sealed } of rows) expect(sealed.includes('thought')).toBe(false)
  })

  it('says that the record has changed since it was typed, and only then', async () => {
    const typed = { ...draft, _version: '4' }
    await house.post(writer, '/drafts?form=/notes/today', typed)
    const same = await house.get(writer, '/notes/today')
    expect(same.body).toContain('Half a thought')
    expect(same.body).not.toContain('has changed since you were typing')
    versionNow = 5
    const changed = await house.get(writer, '/notes/today')
    expect(changed.body).toContain('Half a thought')
    expect(changed.body.split('This has changed since you were typing.')).toHaveLength(2)
    expect(changed.body).toContain('name="_version" value="5"')
    // A draft whose form carried no version has nothing to compare.
    await save(writer)
    const bare = await house.get(writer, '/notes/today')
    expect(bare.body).not.toContain('has changed since')
    versionNow = 4
  })

  it('goes when the act succeeds, and stays when it is refused', async () => {
    await save(writer)
    expect((await house.post(writer, '/notes/today', { note: 'refused' })).status).toBe(422)
    expect((await house.get(writer, '/notes/today')).body).toContain('Half a thought')
    expect((await house.post(writer, '/notes/today', { note: 'done' })).status).toBe(303)
    expect((await house.get(writer, '/notes/today')).body).not.toContain('Half a thought')
  })

  it('goes when the writer begins anew', async () => {
    await save(writer)
    const answer = await house.post(writer, '/drafts/discard', { form: '/notes/today' })
    expect(answer).toMatchObject({ status: 303, location: '/notes/today' })
    expect((await house.get(writer, '/notes/today')).body).not.toContain('Half a thought')
  })

  it('is refused from somebody who is signed out', async () => {
    expect((await save(undefined)).status).toBe(401)
  })

  it('is refused when it is larger than a form may be', async () => {
    const answer = await house.post(writer, '/drafts?form=/notes/today', {
      note: 'x'.repeat(1024 * 1024),
    })
    expect(answer.status).toBe(413)
  })

  it('is kept under an address of Heed only', async () => {
    for (const form of ['//elsewhere.example', 'https://elsewhere.example', '/a?b=c'])
      expect(
        (await house.post(writer, `/drafts?form=${encodeURIComponent(form)}`, draft)).status,
      ).toBe(400)
  })
})
