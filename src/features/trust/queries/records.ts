import { getCaseKeys } from '#features/cases/index.ts'
import { getRecommendationKeys } from '#features/learning/index.ts'
import type { ModuleName } from '#platform/access/module.ts'
import type { Permission } from '#platform/access/permission.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import type { RecordBase } from '../paths.ts'

/** A case or a recommendation as this feature needs it: its scope and its neutral reference. */
export interface ProtectedRecord {
  readonly uid: Uid
  readonly scopeId: number
  readonly scopeUid: Uid
  readonly reference: string
}

/** A kind of record that has pages about who may see it. */
export interface RecordKind {
  readonly kind: 'case' | 'recommendation'
  readonly base: RecordBase
  readonly name: string
  readonly read: Permission
  readonly module: ModuleName
  /** Not found when it is not open to the reader. */
  readonly find: (ctx: ReadContext, uid: Uid) => Promise<ProtectedRecord>
}

/** The kinds of record that have such pages. */
export const recordKinds: readonly RecordKind[] = [
  {
    kind: 'case',
    base: '/cases',
    name: 'Case',
    read: 'case:read',
    module: 'cases',
    find: getCaseKeys,
  },
  {
    kind: 'recommendation',
    base: '/recommendations',
    name: 'Recommendation',
    read: 'recommendation:read',
    module: 'learning',
    find: getRecommendationKeys,
  },
]
