import type { Field, Filling, FoundForm, Pairs } from './forms.ts'
import { filled } from './forms.ts'

/** A day as its three boxes. */
export const dayOf = (iso: string): Filling['date'] => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { day: String(Number(day)), month: String(Number(month)), year }
}

/** Words by which a field is known again wherever they come back. */
export const wordsFor = (field: Field) => `Typed words for ${field.name.replaceAll(/\W/g, ' ')}`

/** What a field may want, told by its name and its kind of keyboard. */
function fitting(field: Field): string {
  const { hint } = field
  if (/email/i.test(hint)) return 'somebody@invented.example'
  if (/issuer|url|link/i.test(hint)) return 'https://invented.example/somewhere'
  if (/numeric|number|count|days|many/i.test(hint)) return '2'
  return wordsFor(field)
}

/** The day `days` from another, as an ISO date. */
function shifted(today: string, days: number): string {
  return new Date(Date.parse(`${today}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Ways of filling in a form, the likeliest first: the rules of the house want this choice or that, this day or that. */
export function fillings(form: FoundForm, today: string): Pairs[] {
  const days = form.fields.some(({ kind }) => kind === 'date') ? [0, 30, -1, 400, -30] : [0]
  const most = Math.max(
    1,
    ...form.fields.map(({ kind, values }) => (kind === 'one' ? values.length : 1)),
  )
  const picks = Array.from({ length: Math.min(most, 5) }, (_, at) => at)
  const ways = picks.flatMap((pick) =>
    days.flatMap((day) =>
      [fitting, wordsFor, () => ''].flatMap((words) =>
        [false, true].map((untick): Filling => ({
          pick,
          date: dayOf(shifted(today, day)),
          words,
          untick,
        })),
      ),
    ),
  )
  const seen = new Set<string>()
  return ways
    .map((way) => filled(form, way))
    .filter((pairs) => {
      const key = JSON.stringify(pairs)
      return seen.has(key) ? false : seen.add(key)
    })
}

/** The likeliest filling. */
export function likely(form: FoundForm, today: string): Pairs {
  return fillings(form, today)[0] ?? []
}
