import { z } from 'zod'
import { act, api } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { FormAddress } from './form-address.ts'

const why = { none: 'own words on the way to an act; the act itself is recorded' } as const

/** Keeping what is typed while it is typed, and letting it go. */
export const draftRoutes: readonly Route[] = [
  api({
    method: 'POST',
    path: '/drafts',
    can: 'signed-in',
    audit: why,
    summary: 'Keeps what is being typed into the form at this address.',
    keyless: 'a later draft takes the place of an earlier one',
    query: z.object({ form: FormAddress }),
    body: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    answer: z.strictObject({ savedAt: z.string() }),
    handle: async (ctx, { query, body }) => {
      await ctx.drafts.save(query.form, body)
      return ok({ answer: { savedAt: ctx.now }, about: {} })
    },
  }),
  act({
    path: '/drafts/discard',
    page: '/',
    can: 'signed-in',
    audit: why,
    said: 'What you were typing is gone.',
    body: z.strictObject({ form: FormAddress }),
    explain: () => [],
    handle: async (ctx, { body }) => {
      await ctx.drafts.discard(body.form)
      return ok({ to: body.form, about: {} })
    },
  }),
]
