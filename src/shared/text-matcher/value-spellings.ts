import { fold } from './fold.ts'
import type { CaseEntry } from './types.ts'

/** A way to write a value; `whole` is false where it is only the telling part of it. */
export type Spelling = { readonly text: string; readonly whole: boolean }

/** The ways in which a value of the case file may stand in a text. */
export function spellingsOf(entry: CaseEntry, written: string): readonly Spelling[] {
  const spellings: Spelling[] = [{ text: written, whole: true }]
  for (const text of [...phoneSpellings(written), ...mailSpellings(written)])
    spellings.push({ text, whole: true })
  for (const text of tellingParts(entry, written))
    if (fold(text).length > 2) spellings.push({ text, whole: false })
  return spellings
}

/** A telephone number with and without the country's prefix (United Kingdom). */
function phoneSpellings(written: string): readonly string[] {
  const digits = written.replace(/\D/g, '')
  if (!/^[+\d\s().-]+$/.test(written) || !/^(0|44|0044)/.test(digits) || digits.length < 10)
    return []
  const national = digits.replace(/^(0044|44)?0?/, '')
  return ['0', '44', '0044', '440', '00440', ''].map((prefix) => prefix + national)
}

/** An e-mail address as it is read out: "kate at example dot org". */
function mailSpellings(written: string): readonly string[] {
  return /^\S+@\S+$/.test(written) ? [written.replace('@', ' at ').replaceAll('.', ' dot ')] : []
}

/** What names the thing without its explanation: no bracket, no "Poland" after the town, no house number. */
function tellingParts(entry: CaseEntry, written: string): readonly string[] {
  const [, before, inner = '', after = ''] = /^(.*?)\s*\(([^()]*)\)\s*(.*)$/s.exec(written) ?? []
  const outside = before ?? written
  const parts = [`${outside} ${after}`, ...shortNames(inner), afterWord(outside)]
  if (entry.type !== 'CODE') {
    const short = beforeComma(outside)
    parts.push(short, afterNumber(short), afterNumber(outside), acronymOf(outside))
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '' && part !== written)
}

/** "Warsaw" of "Warsaw, Poland". */
function beforeComma(written: string): string {
  return written.split(',', 1)[0] ?? ''
}

/** "142" of "no. 142", "Hague" of "The Hague". */
function afterWord(written: string): string {
  return /^(?:no\.?|nr\.?|the)\s+(.*)$/i.exec(written)?.[1] ?? ''
}

/** The names that a bracket gives: `(SAFER)`, `(Sąd Okręgowy)`, `(ABC: hereinafter "the Railways")`. */
function shortNames(bracket: string): readonly string[] {
  return bracket
    .split(/[,:;]\s*/)
    .map((part) =>
      part
        .replace(/^(hereinafter|hereafter)\s+/i, '')
        .replace(/["“”]/g, '')
        .replace(/^the\s+/i, ''),
    )
    .filter((part) => part.includes(' ') || isAcronym(part))
}

/** "Elm Road" of "12 Elm Road". */
function afterNumber(written: string): string {
  const numbered = /^(?:no\.?|nr\.?|flat|apartment)?\s*\d+[a-z]?,?\s+(.*\p{L}{3}.*)$/iu.exec(
    written,
  )
  return numbered?.[1] ?? ''
}

/** "NWLP" of "North Wold Learning Partnership": four capitals or more say enough. */
function acronymOf(written: string): string {
  const capitals = written.split(/\s+/).map((word) => /^\p{Lu}/u.exec(word)?.[0] ?? '')
  return capitals.filter(Boolean).length > 3 ? capitals.join('') : ''
}

function isAcronym(text: string): boolean {
  return /^[\p{Lu}\d-]{3,}$/u.test(text)
}
