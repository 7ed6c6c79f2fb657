import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { nameOf, routeAt } from './addresses.ts'
import type { Told } from './asking.ts'
import { fillings } from './filling.ts'
import { encoded, formsIn, withField } from './forms.ts'
import type { FoundForm, Pairs } from './forms.ts'
import { auditEnds, changed, storedIn } from './stored.ts'
import { routesWorld } from './world.ts'
import type { Met } from './world.ts'

// Every act whose form can be filled in by looking at it: it takes effect once, however often it is sent, leads to a page
// that opens and says what was done, and leaves one row. What is not done here is counted.

const world = await routesWorld()
const { house, ask, routes, forms } = world
const look = await storedIn(house)
const today = new Date().toISOString().slice(0, 10)

type Act = Extract<(typeof routes)[number], { kind: 'act' }>

/** Acts that end what others still need stand at the end. */
const final = /end|close|withdraw|error|remove|drop|lift|take-back|sessions|discard|refuse|off$/

/** These would take away the session under which this test acts. */
const ownSession: ReadonlySet<string> = new Set(['/sign-out', '/account/sessions/:uid/end'])

const acts = routes
  .filter((route): route is Act => route.kind === 'act')
  .filter((route) => forms.has(route) && !ownSession.has(route.path))
  .toSorted((a, b) => Number(final.test(a.path)) - Number(final.test(b.path)))

/** How many ways of filling in a form are tried, and on how many pages. */
const tries = 20
const placesTried = 4

interface Done {
  readonly place: Met
  readonly form: FoundForm
  readonly pairs: Pairs
  readonly told: Told
}

function send(place: Met, form: FoundForm, pairs: Pairs): Promise<Told> {
  return ask({ who: place.who, method: 'POST', url: form.action, ...encoded(form, pairs) })
}

/** The form as its page shows it now; the walk may be long ago. */
async function formNow(route: Act, place: Met): Promise<FoundForm | undefined> {
  const page = await ask({ who: place.who, url: place.on })
  if (page.status !== 200) return undefined
  return formsIn(page.body).find(({ action }) => routeAt(routes, 'POST', action) === route)
}

/** Fills in the form in one way after another, until the act takes effect. */
async function perform(route: Act): Promise<Done | { faults: string[] }> {
  const faults: string[] = []
  const places = new Map((forms.get(route) ?? []).map((place) => [place.form.action, place]))
  for (const place of [...places.values()].slice(0, placesTried)) {
    const form = await formNow(route, place)
    if (form === undefined) continue
    for (const filling of fillings(form, today).slice(0, tries)) {
      const pairs = withField(filling, '_key', randomUUID())
      const told = await send(place, form, pairs)
      if (told.status >= 500)
        faults.push(`${told.status} ${told.fault} for ${JSON.stringify(pairs)}`)
      if (told.status === 303) return { place, form, pairs, told }
    }
  }
  return { faults }
}

const performed = new Set<string>()

describe.each(acts.map((route) => [nameOf(route), route] as const))('%s', (name, route) => {
  it('takes effect once, leads on, and leaves one row', async () => {
    const added = await auditEnds(house)
    const done = await perform(route)
    if ('faults' in done) {
      expect(done.faults).toEqual([])
      return
    }
    performed.add(name)
    const { place, form, pairs, told } = done
    const rows = (await added()).filter(({ outcome }) => outcome === 'done')
    const due = typeof route.audit === 'string' ? [route.audit] : []
    expect(rows.map(({ event }) => event)).toEqual(due)
    const stored = await look()

    const again = await send(place, form, pairs)
    expect([again.status, again.location]).toEqual([303, told.location])
    expect(changed(stored, await look())).toEqual([])

    const other = await send(place, form, [...pairs, ['unheard-of', 'other words']])
    expect(other.status).toBeGreaterThanOrEqual(400)
    expect(other.status).toBeLessThan(500)
    expect(changed(stored, await look())).toEqual([])

    const next = told.location
    if (next.startsWith('/')) {
      const page = await ask({ who: place.who, url: next })
      expect([next, page.status, page.fault]).toEqual([next, 200, undefined])
    }
  })

  it('takes effect once when it is sent twice at the same moment', async () => {
    if (!performed.has(name)) return
    const place = forms.get(route)?.[0]
    const form = place && (await formNow(route, place))
    if (place === undefined || form === undefined || typeof route.audit !== 'string') return
    const [filling = []] = fillings(form, today)
    const pairs = withField(filling, '_key', randomUUID())
    const added = await auditEnds(house)
    const both = await Promise.all([send(place, form, pairs), send(place, form, pairs)])
    expect(both.filter(({ status }) => status >= 500).map(({ fault }) => fault)).toEqual([])
    const rows = await added()
    const first = rows.filter(
      ({ event, outcome, reason }) =>
        event === route.audit && outcome === 'done' && reason !== 'repeated',
    )
    expect(first.length).toBeLessThanOrEqual(1)
    if (both.every(({ status }) => status === 303))
      expect(both[0]?.location).toBe(both[1]?.location)
  })
})

describe('the acts that were done', () => {
  it('are most of those that the sample offers', () => {
    const left = acts.map(nameOf).filter((name) => !performed.has(name))
    expect(left.length < acts.length * 0.5 ? [] : left).toEqual([])
  })
})
