import { z } from 'zod'
import { listAgencyChoices } from '#features/organisations/index.ts'
import { listOtherPartnerships } from '#platform/access/shares.ts'
import { uid, UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { endShareOf, shareRecord } from '../commands/shares.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { recordKinds } from '../queries/records.ts'
import type { ProtectedRecord, RecordKind } from '../queries/records.ts'
import { demandOwn } from '../queries/seals.ts'
import { listReceivedRows, listShareRows } from '../queries/shares.ts'
import { ShareForm } from '../schemas.ts'
import { ReceivedPage, SharesPage } from '../views/shares.tsx'
import { sayScope } from '../words.ts'

const ShareParams = z.object({ uid: uid(), share: uid() })

const aboutRecord = (of: RecordKind, record: ProtectedRecord) => ({
  object: { type: of.kind, uid: record.uid },
  scopeUid: record.scopeUid,
})

function sharesPage(of: RecordKind): Route {
  return page({
    path: `${of.base}/:uid/shares`,
    can: 'share:give',
    module: of.module,
    stepUp: true,
    audit: 'share-list.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const record = await of.find(ctx, params.uid)
      const { sealed } = await demandOwn(ctx, record)
      const name = `${of.name} ${record.reference}`
      const others = await listOtherPartnerships(ctx.tx)
      const shares = await listShareRows(ctx, record)
      return {
        title: 'Shares',
        caption: name,
        layout: 'wide',
        back: { href: `${of.base}/${record.uid}`, text: name },
        body: (
          <SharesPage
            form={form}
            base={of.base}
            uid={record.uid}
            name={name}
            sealed={sealed}
            shares={shares.map((share) => ({ ...share, runs: share.ends > ctx.now }))}
            partnerships={others.map((other) => ({ uid: other.uid, text: other.name }))}
            agencies={await listAgencyChoices(ctx)}
          />
        ),
        about: { ...aboutRecord(of, record), listed: shares.map((share) => share.uid) },
      }
    },
  })
}

function shareActs(of: RecordKind): readonly Route[] {
  const common = {
    page: `${of.base}/:uid/shares`,
    can: 'share:give',
    module: of.module,
    stepUp: true,
    explain,
  } as const
  return [
    act({
      ...common,
      path: `${of.base}/:uid/shares`,
      audit: `${of.kind}-share.given`,
      said: 'It is shared until that day.',
      params: UidParams,
      body: ShareForm,
      handle: async (ctx, { params, body }) => {
        const record = await of.find(ctx, params.uid)
        const shared = await shareRecord(ctx, record, body)
        if (!shared.ok) return shared
        return ok({ to: paths.shares(of.base, record.uid), about: aboutRecord(of, record) })
      },
    }),
    act({
      ...common,
      path: `${of.base}/:uid/shares/:share/end`,
      audit: `${of.kind}-share.ended`,
      said: 'It is shared with them no longer.',
      params: ShareParams,
      body: z.strictObject({}),
      handle: async (ctx, { params }) => {
        const record = await of.find(ctx, params.uid)
        const ended = await endShareOf(ctx, record, params.share)
        if (!ended.ok) return ended
        return ok({ to: paths.shares(of.base, record.uid), about: aboutRecord(of, record) })
      },
    }),
  ]
}

const receivedPage = page({
  path: paths.received,
  can: 'share:give',
  audit: 'received-share-list.viewed',
  handle: async (ctx) => {
    const rows = await listReceivedRows(ctx)
    return {
      title: 'Shared by other partnerships',
      layout: 'wide',
      back: { href: '/cases', text: 'Cases' },
      body: <ReceivedPage shares={rows.map((row) => ({ ...row, name: sayScope(row) }))} />,
      about: { listed: rows.map((row) => row.uid) },
    }
  },
})

/** Sharing cases and recommendations, and what others share. */
export const sharePages: readonly Route[] = [
  ...recordKinds.flatMap((of) => [sharesPage(of), ...shareActs(of)]),
  receivedPage,
]
