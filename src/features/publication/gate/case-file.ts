import type { CaseEntry, CaseFile } from '#shared/text-matcher.ts'

/** A value of the vault as the gate is given it. */
export interface GateValue {
  readonly id: number
  readonly kind: string
  readonly value: string
}

/** What the matcher is to look for, and which value of the vault each entry comes from. */
export interface GateFile {
  readonly entries: CaseFile
  readonly valueOf: ReadonlyMap<CaseEntry, GateValue>
}

type Reading = { readonly type: string; readonly direct: boolean }

/** How the matcher reads each kind of value: people and dates in forms of their own, the rest as written. */
const readings: Readonly<Record<string, Reading>> = {
  name: { type: 'PERSON', direct: true },
  'former-name': { type: 'PERSON', direct: true },
  nickname: { type: 'PERSON', direct: true },
  'birth-date': { type: 'DATETIME', direct: true },
  'death-date': { type: 'DATETIME', direct: true },
  date: { type: 'DATETIME', direct: true },
  address: { type: 'LOC', direct: true },
  postcode: { type: 'CODE', direct: true },
  'nhs-number': { type: 'CODE', direct: true },
  telephone: { type: 'CODE', direct: true },
  email: { type: 'CODE', direct: true },
  username: { type: 'CODE', direct: true },
  school: { type: 'ORG', direct: false },
  'gp-practice': { type: 'ORG', direct: false },
  hospital: { type: 'ORG', direct: false },
  place: { type: 'LOC', direct: false },
}
// A kind that nobody told the gate about is looked for all the same.
const otherwise: Reading = { type: 'MISC', direct: true }

const postcode = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i
const houseNumbers = /\b\d{1,4}[a-z]?\b/gi

/** The parts of an address that tell by themselves: house and street, house number, postcode; the town is the last part and does not. */
function partsOfAddress(address: string): string[] {
  const code = postcode.exec(address)?.[0]
  const lines = (code === undefined ? address : address.replace(code, ''))
    .split(/[,\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const telling = lines.length > 1 ? lines.slice(0, -1) : lines
  const numbers = telling.flatMap((line) => line.match(houseNumbers) ?? [])
  return [...telling, ...numbers, ...(code === undefined ? [] : [code])]
}

/** A reference inside other words ("Police reference KX/4471") tells by itself. */
function references(written: string): string[] {
  return written.match(/[^\s,;()]*\d[^\s,;()]*/g)?.filter((part) => part.length > 3) ?? []
}

/** The parts of a value that tell by themselves. */
function partsOf({ kind, value }: GateValue): Set<string> {
  const parts =
    kind === 'address' ? partsOfAddress(value) : kind === 'other' ? references(value) : []
  return new Set(parts.filter((part) => part !== value))
}

/** Makes the values of the vault into what the matcher looks for; a house number is an entry of its own. */
export function gateFile(values: readonly GateValue[]): GateFile {
  const valueOf = new Map<CaseEntry, GateValue>()
  for (const value of values) {
    const { type, direct } = readings[value.kind] ?? otherwise
    valueOf.set({ type, direct, canonical: value.value }, value)
    for (const part of partsOf(value)) {
      const isCode = !part.includes(' ') || postcode.test(part)
      valueOf.set({ type: isCode ? 'CODE' : 'LOC', direct: true, canonical: part }, value)
    }
  }
  return { entries: [...valueOf.keys()], valueOf }
}
