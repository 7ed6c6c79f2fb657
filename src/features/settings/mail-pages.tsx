import { can } from '#platform/access/can.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { listFailedMail, retryMail } from '#platform/mail/failed-mail.ts'
import { no, ok } from '#shared/result.ts'
import { paths } from './paths.ts'
import { NothingForm } from './schemas.ts'
import { FailedMailList } from './views/failed-mail.tsx'

/** The messages that could not be sent, and trying one again. */
export const mailPages: readonly Route[] = [
  page({
    path: paths.failedMail,
    can: 'mail:watch',
    audit: 'failed-mail-list.viewed',
    handle: async (ctx, { form }) => {
      const rows = await listFailedMail(ctx)
      return {
        title: 'Messages that were not sent',
        state: rows.length === 1 ? '1 message' : `${rows.length} messages`,
        back: { href: paths.home, text: 'Settings' },
        layout: 'wide',
        body: (
          <FailedMailList
            form={form}
            rows={rows}
            today={ctx.today}
            mayRetry={can(ctx.actor, 'mail:retry')}
          />
        ),
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  act({
    path: '/settings/failed-mail/:uid/retry',
    page: paths.failedMail,
    can: 'mail:retry',
    audit: 'mail.retried',
    said: 'The message is tried once more within a minute.',
    params: UidParams,
    body: NothingForm,
    explain: () => [
      {
        field: '',
        message:
          'This message waits, was sent, or its account still has no mail address; nothing is tried again',
      },
    ],
    handle: async (ctx, { params }) => {
      if (!(await retryMail(ctx, params.uid))) return no({ code: 'nothing-to-try' as const })
      return ok({ to: paths.failedMail, about: { object: { type: 'mail', uid: params.uid } } })
    },
  }),
]
