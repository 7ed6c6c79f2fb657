import { getCaseKeys } from '#features/cases/index.ts'
import { listPersonChoices } from '#features/organisations/index.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { clearConflict, confirmConflict, flagConflict } from '../commands/conflicts.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { getConflict, listConflictRows } from '../queries/conflicts.ts'
import type { ConflictRow } from '../queries/conflicts.ts'
import { ClearConflictForm, ConfirmConflictForm, FlagConflictForm } from '../schemas.ts'
import { ConflictList, ConflictPage, FlagConflict } from '../views/conflicts.tsx'
import type { ConflictModel } from '../views/conflicts.tsx'
import { conflictKindWords, sayConflictState, sayScope } from '../words.ts'

function modelOf(ctx: ReadContext, row: ConflictRow): ConflictModel {
  return {
    ...row,
    scope: sayScope(row),
    person: row.principalName,
    kind: conflictKindWords[row.kind],
    state: sayConflictState(row, ctx.now),
  }
}

function aboutConflict(row: Pick<ConflictRow, 'uid' | 'scopeUid'>) {
  return { object: { type: 'conflict', uid: row.uid }, scopeUid: row.scopeUid }
}

const one = '/conflicts/:uid'
const flag = '/cases/:uid/conflict/other'

/** Conflicts for those who settle them. */
const settling: readonly Route[] = [
  page({
    path: paths.conflicts,
    can: 'conflict:settle',
    audit: 'conflict-list.viewed',
    handle: async (ctx) => {
      const rows = await listConflictRows(ctx)
      return {
        title: 'Conflicts of interest',
        layout: 'wide',
        body: <ConflictList rows={rows.map((row) => modelOf(ctx, row))} />,
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: one,
    can: 'conflict:settle',
    stepUp: true,
    audit: 'conflict.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const conflict = await getConflict(ctx, params.uid)
      const model = modelOf(ctx, conflict)
      return {
        title: 'Conflict of interest',
        caption: model.scope,
        state: model.state,
        back: { href: paths.conflicts, text: 'Conflicts of interest' },
        body: <ConflictPage form={form} conflict={model} />,
        about: aboutConflict(conflict),
      }
    },
  }),
  act({
    path: '/conflicts/:uid/confirm',
    page: one,
    can: 'conflict:settle',
    stepUp: true,
    audit: 'conflict.confirmed',
    said: 'The conflict is confirmed. It stays closed to them.',
    params: UidParams,
    body: ConfirmConflictForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const conflict = await confirmConflict(ctx, params.uid, body.reason)
      return ok({ to: paths.conflicts, about: aboutConflict(conflict) })
    },
  }),
  act({
    path: '/conflicts/:uid/clear',
    page: one,
    can: 'conflict:settle',
    stepUp: true,
    audit: 'conflict.cleared',
    said: 'Your word is recorded. How the conflict stands now is said here.',
    params: UidParams,
    body: ClearConflictForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const cleared = await clearConflict(ctx, params.uid, body)
      if (!cleared.ok) return cleared
      return ok({ to: paths.conflict(params.uid), about: aboutConflict(cleared.value) })
    },
  }),
]

/** Naming somebody else's conflict, from the case. */
const flagging: readonly Route[] = [
  page({
    path: flag,
    can: 'conflict:flag',
    audit: 'case.viewed',
    module: 'cases',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const kase = await getCaseKeys(ctx, params.uid)
      const people = await listPersonChoices(ctx)
      return {
        title: 'Somebody is too close to this case',
        caption: `Case ${kase.reference}`,
        back: { href: paths.kase(kase.uid), text: `Case ${kase.reference}` },
        body: <FlagConflict form={form} uid={kase.uid} people={people} />,
        about: { object: { type: 'case', uid: kase.uid }, scopeUid: kase.scopeUid },
      }
    },
  }),
  act({
    path: flag,
    page: flag,
    can: 'conflict:flag',
    audit: 'conflict.named',
    module: 'cases',
    said: 'The case is closed to them. Those who settle conflicts have a line about it.',
    params: UidParams,
    body: FlagConflictForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const flagged = await flagConflict(ctx, params.uid, body)
      if (!flagged.ok) return flagged
      return ok({
        to: paths.kase(params.uid),
        about: { object: { type: 'case', uid: params.uid }, scopeUid: flagged.value.scopeUid },
      })
    },
  }),
]

/** The pages of conflicts of interest. */
export const conflictPages: readonly Route[] = [...settling, ...flagging]
