/** A stretch of one text, and whether it stands in the other one too. */
export interface DiffPart {
  readonly text: string
  readonly same: boolean
}

/** Beyond this many words a comparison word by word would take too long; the texts are then shown whole. */
const mostWords = 1500

function wordsOf(text: string): string[] {
  return text.match(/\s+|[^\s]+/g) ?? []
}

/** How long the longest common run of words is from each place on. */
function lengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i]
      if (row)
        row[j] =
          a[i] === b[j]
            ? (table[i + 1]?.[j + 1] ?? 0) + 1
            : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  return table
}

function add(parts: DiffPart[], text: string, same: boolean): void {
  const last = parts.at(-1)
  if (last?.same === same) parts[parts.length - 1] = { text: last.text + text, same }
  else parts.push({ text, same })
}

/** Which of the two texts goes on next: both with the same word, or one with a word that the other has not. */
function nextOf(
  table: readonly Uint16Array[],
  words: { a: readonly string[]; b: readonly string[] },
  at: { i: number; j: number },
): 'both' | 'one' | 'other' {
  const { i, j } = at
  const [x, y] = [words.a[i], words.b[j]]
  if (x !== undefined && x === y) return 'both'
  if (y === undefined) return 'one'
  if (x === undefined) return 'other'
  return (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0) ? 'one' : 'other'
}

/** Two texts side by side, each in stretches that the other has too or has not. */
export function compareTexts(
  one: string,
  other: string,
): { readonly one: readonly DiffPart[]; readonly other: readonly DiffPart[] } {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  if (a.length > mostWords || b.length > mostWords) {
    const same = one === other
    return { one: [{ text: one, same }], other: [{ text: other, same }] }
  }
  const table = lengths(a, b)
  const left: DiffPart[] = []
  const right: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const next = nextOf(table, { a, b }, { i, j })
    if (next !== 'other') add(left, a[i++] ?? '', next === 'both')
    if (next !== 'one') add(right, b[j++] ?? '', next === 'both')
  }
  return { one: left, other: right }
}
