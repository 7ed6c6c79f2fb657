import { looksLikeInitials } from '#shared/neutral-reference.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'

/** Why a label cannot be used for a child. */
export type LabelRefusal =
  | { readonly code: 'label-empty' }
  | { readonly code: 'label-taken' }
  | { readonly code: 'label-made-from-initials' }

/** What a label is held against: the labels of the same case, and the names in its vault. */
export type LabelContext = { readonly taken: readonly string[]; readonly names: readonly string[] }

/** The s of "Father’s mother" is nobody's initial. */
function withoutOwner(label: string): string {
  return label.replaceAll(/['’]s\b/gi, '')
}

/** Whether this label may stand for a child: our own, not used yet, and not made from anybody's initials. */
export function checkLabel(label: string, context: LabelContext): Result<string, LabelRefusal> {
  const wanted = label.trim()
  if (!wanted) return no({ code: 'label-empty' })
  if (context.taken.some((taken) => taken.toLowerCase() === wanted.toLowerCase()))
    return no({ code: 'label-taken' })
  if (looksLikeInitials(withoutOwner(wanted), context.names))
    return no({ code: 'label-made-from-initials' })
  return ok(wanted)
}

/** The first free label of the series Child A, Child B … that is nobody's initial; Child 1, Child 2 … when letters run out. */
export function proposeLabel(context: LabelContext): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  const numbers = Array.from({ length: context.taken.length + 1 }, (_, at) => String(at + 1))
  const series = [...letters, ...numbers].map((mark) => `Child ${mark}`)
  // One more number than labels taken: a free one is always among them, and a number is nobody's initial.
  return series.find((label) => checkLabel(label, context).ok) ?? `Child ${numbers.length}`
}
