import { can } from '#platform/access/can.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { sayDate } from '#shared/date-words.ts'
import { ok } from '#shared/result.ts'
import { acceptPart, giveBackPart, submitPart } from '../commands/parts.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { listEntries } from '../queries/entries.ts'
import { getWritablePart, mayWrite } from '../queries/parts.ts'
import { NothingMore, PartQuery, ReasonForm } from '../schemas.ts'
import { listImports } from '../store/imports.ts'
import { getPart, listPartsOfAgency } from '../store/parts.ts'
import { ReasonForm as ReasonFields } from '../views/entry-page.tsx'
import { PartList, PartPage } from '../views/part-pages.tsx'
import { partStatusWords } from '../words.ts'
import { isLate, partFrame } from './frame.ts'
import { backTo, isOver, sayImport } from './say-import.ts'

/** An agency's part, from being asked for to being accepted. */
export const partPages: readonly Route[] = [
  page({
    path: paths.parts,
    can: 'chronology:contribute',
    audit: 'chronology-part-list.viewed',
    handle: async (ctx) => {
      const own = ctx.actor.agencyId
      const rows = own === undefined ? [] : await listPartsOfAgency(ctx.tx, own)
      return {
        title: 'Chronologies',
        layout: 'wide',
        body: <PartList rows={rows.map((part) => ({ ...part, late: isLate(part, ctx.today) }))} />,
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: '/chronologies/:uid',
    can: 'chronology:contribute',
    audit: 'chronology-part.viewed',
    params: UidParams,
    query: PartQuery,
    handle: async (ctx, { params, query, form }) => {
      const open = await getWritablePart(ctx, params.uid)
      const { part } = open
      const { rows, next } = await listEntries(ctx, open, { sort: 'time', after: query.after })
      const imports = await listImports(ctx.tx, part.id)
      const due = part.dueOn === null ? '' : `, due ${sayDate(part.dueOn)}`
      const model = {
        uid: part.uid,
        agency: part.agency,
        status: part.status,
        returnedReason: part.returnedReason,
        rows,
        imports: imports.map((sheet) => ({
          uid: sheet.uid,
          fileName: sheet.fileName,
          words: sayImport(sheet),
          open: !isOver(sheet),
        })),
        nextHref: next && `${paths.part(part.uid)}?after=${next}`,
        firstHref: query.after === undefined ? undefined : paths.part(part.uid),
        version: part.version,
        may: {
          write: mayWrite(ctx, part.agencyId),
          manage: can(ctx.actor, 'chronology:manage'),
        },
      }
      const { caption, about } = partFrame(part)
      return {
        title: `Part of ${part.agency}`,
        caption,
        state: `${partStatusWords[part.status]}${part.status === 'open' ? due : ''}`,
        back: { href: paths.parts, text: 'Chronologies' },
        layout: 'wide',
        body: <PartPage model={model} form={form} />,
        about: { ...about, listed: rows.map((row) => row.uid) },
      }
    },
  }),
  act({
    path: '/chronologies/:uid/submit',
    page: '/chronologies/:uid',
    can: 'chronology:contribute',
    audit: 'chronology-part.sent-in',
    said: 'The part is sent in. It waits to be accepted.',
    params: UidParams,
    body: NothingMore,
    explain,
    handle: async (ctx, { params }) => {
      const done = await submitPart(ctx, params.uid)
      return done.ok ? ok(backTo(params.uid)) : done
    },
  }),
  act({
    path: '/chronologies/:uid/accept',
    page: '/chronologies/:uid',
    can: 'chronology:manage',
    audit: 'chronology-part.accepted',
    said: 'The part is accepted. From now on its texts change only by corrections.',
    params: UidParams,
    body: NothingMore,
    explain,
    handle: async (ctx, { params }) => {
      const done = await acceptPart(ctx, params.uid)
      return done.ok ? ok(backTo(params.uid)) : done
    },
  }),
  page({
    path: '/chronologies/:uid/give-back',
    can: 'chronology:manage',
    audit: 'chronology-part.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const part = await getPart(ctx.tx, params.uid)
      return {
        ...partFrame(part),
        title: 'Give the part back',
        body: (
          <ReasonFields
            form={form}
            action={paths.giveBack(part.uid)}
            cancel={paths.part(part.uid)}
            version={part.version}
            label="Why it is given back"
            hint="The agency reads this above its part."
            button="Give it back"
          />
        ),
      }
    },
  }),
  act({
    path: '/chronologies/:uid/give-back',
    page: '/chronologies/:uid/give-back',
    can: 'chronology:manage',
    audit: 'chronology-part.given-back',
    said: 'The part is given back to its agency.',
    params: UidParams,
    body: ReasonForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const done = await giveBackPart(ctx, params.uid, body.reason)
      return done.ok ? ok(backTo(params.uid)) : done
    },
  }),
]
