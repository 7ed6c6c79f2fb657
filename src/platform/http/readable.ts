import { Failure } from '#shared/failure.ts'
import { isUploadedFile } from './uploads.ts'

/** A zero byte and half a character are no text: no browser sends them, and the database keeps neither. */
function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000')
}

/** Whether all words inside what was sent are text; files are looked at elsewhere. */
export function isReadable(sent: unknown): boolean {
  const open: unknown[] = [sent]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'string' && !isText(next)) return false
    if (typeof next !== 'object' || next === null || isUploadedFile(next)) continue
    for (const [name, value] of Object.entries(next)) open.push(name, value)
  }
  return true
}

/** Refuses a body whose words are no text. */
export function checkReadable(body: unknown): void {
  if (!isReadable(body)) throw new Failure('unsupported-type', 'no-text')
}
