import { beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { draftRoutes } from '#platform/drafts/routes.ts'
import { optionalText, requiredText } from '#platform/fields.ts'
import { TextArea } from '#platform/html/fields.tsx'
import { Form } from '#platform/html/form.tsx'
import { ok } from '#shared/result.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody } from '#tests/support/house.ts'
import { act, page } from './route.ts'
import type { Route } from './route.ts'

// A form that counts, sent by somebody whose sign-in is older than five minutes.

function withForm(path: `/${string}`, more: { readonly stepUp?: true } = {}): readonly Route[] {
  return [
    page({
      path,
      can: 'organisation:read',
      audit: { none: 'an empty form' },
      ...more,
      handle: (_ctx, { form }) =>
        Promise.resolve({
          title: 'Decide',
          about: {},
          body: (
            <Form action={path} idempotencyKey={form.key} version={3}>
              <TextArea form={form} name="reason" label="Reason" />
            </Form>
          ),
        }),
    }),
    act({
      path,
      page: path,
      can: 'organisation:manage',
      audit: 'thing.decided',
      said: 'It is decided.',
      stepUp: true,
      body: z.strictObject({ reason: requiredText('Give the reason'), more: optionalText() }),
      explain: () => [],
      handle: () => Promise.resolve(ok({ to: path, about: {} })),
    }),
  ]
}

const house = await testHouse({
  routes: [...draftRoutes, ...withForm('/open'), ...withForm('/closed', { stepUp: true })],
})
let here: Awaited<ReturnType<typeof house.addPartnership>>
let manager: Somebody
let reader: Somebody

const confirmedAt = (moment: string) =>
  house.sql('update access.session set stepped_up_at = $1', [moment])

beforeEach(async () => {
  here = await house.addPartnership()
  manager = await house.signIn(here, { role: 'business-manager' })
  reader = await house.signIn(here, { role: 'action-owner' })
  await confirmedAt('2020-01-01')
})

const form = { reason: 'Words of an hour', _version: '3' }

it('leads to where one confirms, and what was typed is there on the way back', async () => {
  const sent = await house.post(manager, '/open', form)
  expect(sent.status).toBe(401)
  expect(sent.body).toContain('Confirm that it is you to go on. What you typed is kept.')
  expect(sent.body).toContain('href="/confirm?to=%2Fopen"')
  expect(sent.body).toContain('Words of an hour')
  const [entry] = (await house.audited('thing.decided')).slice(-1)
  expect(entry).toMatchObject({ outcome: 'refused', reason: 'step-up-needed' })
  await confirmedAt('2100-01-01')
  const back = await house.get(manager, '/open')
  expect(back.body).toContain('Words of an hour')
  expect(back.body).not.toContain('has changed since')
  expect((await house.post(manager, '/open', form)).status).toBe(303)
  expect((await house.get(manager, '/open')).body).not.toContain('Words of an hour')
})

it('goes there at once from a page that is not shown without it either', async () => {
  const sent = await house.post(manager, '/closed', form)
  expect(sent).toMatchObject({ status: 303, location: '/confirm?to=%2Fclosed' })
  expect((await house.get(manager, '/closed')).location).toBe('/confirm?to=%2Fclosed')
  await confirmedAt('2100-01-01')
  expect((await house.get(manager, '/closed')).body).toContain('Words of an hour')
})

it('keeps nothing where nothing was typed', async () => {
  const sent = await house.post(manager, '/open', {})
  expect(sent.body).toContain('Confirm that it is you to go on.')
  expect(sent.body).not.toContain('What you typed is kept')
  expect(await house.sql('select 1 from app.draft where principal_id = $1', [manager.id])).toEqual(
    [],
  )
})

it('says nothing of it to somebody who may not do it at all, and keeps nothing of theirs', async () => {
  const sent = await house.post(reader, '/open', form)
  expect(sent.status).toBe(403)
  expect(sent.body).not.toContain('/confirm')
  expect(await house.sql('select 1 from app.draft where principal_id = $1', [reader.id])).toEqual(
    [],
  )
})
