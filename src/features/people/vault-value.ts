import { parsePlainDate } from '#shared/dates.ts'
import { parseNhsNumber } from '#shared/nhs-number.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { VaultKind } from './model.ts'

/** Why a value cannot be kept under its kind. */
export type VaultRefusal =
  | { readonly code: 'value-empty' }
  | { readonly code: 'not-a-date' }
  | { readonly code: 'not-an-nhs-number' }

const dates: ReadonlySet<VaultKind> = new Set(['birth-date', 'death-date', 'date'])

/** Checks a value by its kind, so that the publication gate can later search for it in every form. */
export function checkVaultValue(kind: VaultKind, value: string): Result<string, VaultRefusal> {
  const text = value.trim()
  if (text === '') return no({ code: 'value-empty' })
  if (dates.has(kind) && parsePlainDate(text) === undefined) return no({ code: 'not-a-date' })
  if (kind === 'nhs-number' && parseNhsNumber(text) === undefined)
    return no({ code: 'not-an-nhs-number' })
  return ok(text)
}
