/** Words as they fit beside a symbol, with the room that they need at most. */
export interface FittedText {
  readonly lines: readonly string[]
  readonly width: number
}

const narrow = /[ijltfr.,:;'’‘|!()[\]{} -]/u
const wide = /[MWmw@%&—…]/u
const latin = /[\u0020-\u024f\u2010-\u2027]/u

/** At most how wide a letter is in Arial and Helvetica, as a part of the size of the type; letters of other scripts count in full. */
function widthOfLetter(letter: string): number {
  if (!latin.test(letter)) return 1.15
  if (narrow.test(letter)) return 0.4
  if (wide.test(letter)) return 1.02
  return letter === letter.toLowerCase() ? 0.63 : 0.82
}

/** How wide these words are at most, in the units of the drawing. The browser's own fonts differ: this errs on the wide side. */
export function widthOf(words: string, size: number): number {
  let sum = 0
  for (const letter of words) sum += widthOfLetter(letter)
  return Math.ceil(sum * size)
}

/** As much of a word as fits, with a sign that something was cut; the whole word stands in the outline. */
function cut(words: string, most: number, size: number): string {
  if (widthOf(words, size) <= most) return words
  let kept = ''
  for (const letter of words) {
    if (widthOf(`${kept}${letter}…`, size) > most) break
    kept += letter
  }
  return `${kept.trimEnd()}…`
}

/** Breaks words into at most so many lines of at most such a width; what is too long is cut. */
export function fitText(
  words: string,
  to: { readonly width: number; readonly size: number; readonly lines: number },
): FittedText {
  const { width, size } = to
  const lines: string[] = []
  for (const word of words.split(/\s+/u).filter((each) => each !== '')) {
    const last = lines.at(-1)
    const joined = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && (widthOf(joined, size) <= width || lines.length === to.lines))
      lines[lines.length - 1] = joined
    else lines.push(word)
  }
  const fitted = lines.map((line) => cut(line, width, size))
  return { lines: fitted, width: Math.max(0, ...fitted.map((line) => widthOf(line, size))) }
}
