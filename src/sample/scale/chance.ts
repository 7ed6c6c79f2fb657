/** Chance that comes out the same for the same seed: a source of numbers, choices and ids. */
export interface Chance {
  /** At least `from`, at most `to`. */
  readonly whole: (from: number, to: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** One of the first more often than one of the last: the busy few of every office. */
  readonly pickEarly: <T>(list: readonly T[]) => T
  /** True so often in a hundred. */
  readonly percent: (share: number) => boolean
  readonly shuffled: <T>(list: readonly T[]) => T[]
  readonly uid: () => string
}

const fourDigits = Array.from({ length: 65_536 }, (_, n) => n.toString(16).padStart(4, '0'))

function pairOf(number: number): string {
  return `${fourDigits[number >>> 16]}${fourDigits[number & 0xffff]}`
}

/** Any words as a number to begin from (FNV-1a, 32 bits). */
function numberFrom(seed: string): number {
  let hash = 0x811c9dc5
  for (const letter of seed) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** The generator sfc32 by Chris Doty-Humphrey: small, fast, and good enough for invented people. */
function sfc32(seed: string): () => number {
  let [a, b, c, count] = [numberFrom(`${seed}/a`), numberFrom(`${seed}/b`), numberFrom(seed), 1]
  function next(): number {
    const sum = (a + b + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let turn = 0; turn < 15; turn += 1) next()
  return next
}

/** Begins a run of chance; two runs of one seed are the same. */
export function chanceFrom(seed: string): Chance {
  const next = sfc32(seed)
  const below = (limit: number): number => Math.floor((next() / 4_294_967_296) * limit)
  function at<T>(list: readonly T[], place: number): T {
    const found = list[place]
    if (found === undefined) throw new RangeError('there is nothing to choose from')
    return found
  }
  return {
    whole: (from, to) => from + below(to - from + 1),
    pick: (list) => at(list, below(list.length)),
    pickEarly: (list) => at(list, Math.min(below(list.length), below(list.length))),
    percent: (share) => below(100) < share,
    shuffled(list) {
      const left = [...list]
      return list.map(() => left.splice(below(left.length), 1)).flat()
    },
    uid() {
      const [second, third] = [next(), next()]
      // Version 4, variant 10 (RFC 9562), as the database would make it.
      const version = fourDigits[0x4000 | (second & 0xfff)]
      const variant = fourDigits[0x8000 | ((third >>> 16) & 0x3fff)]
      return `${pairOf(next())}-${fourDigits[second >>> 16]}-${version}-${variant}-${fourDigits[third & 0xffff]}${pairOf(next())}`
    },
  }
}
