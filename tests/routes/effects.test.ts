import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { nameOf, routeAt } from './addresses.ts'
import type { Told } from './asking.ts'
import { fillings } from './filling.ts'
import { encoded, formsIn, withField } from './forms.ts'
import type { FoundForm, Pairs } from './forms.ts'
import { auditEnds, changed, storedIn } from './stored.ts'
import { everybody, formsNow, routesWorld } from './world.ts'
import type { Met } from './world.ts'

// Every act whose form can be filled in by looking at it: it takes effect once, however often it is sent, leads to a page
// that opens and says what was done, and leaves one row. What is not done here is counted.

const world = await routesWorld(everybody)
const { house, ask, routes, forms } = world
const look = await storedIn(house)
const today = new Date().toISOString().slice(0, 10)

type Act = Extract<(typeof routes)[number], { kind: 'act' }>

/** Acts that end what others still need stand at the end. */
const final = /end|close|withdraw|error|remove|drop|lift|take-back|sessions|discard|refuse|off$/

/** These would take away the session under which this test acts. */
const ownSession: ReadonlySet<string> = new Set(['/sign-out', '/account/sessions/:uid/end'])

const every = routes
  .filter((route): route is Act => route.kind === 'act' && !ownSession.has(route.path))
  .toSorted((a, b) => Number(final.test(a.path)) - Number(final.test(b.path)))
const acts = every.filter((route) => forms.has(route))

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
async function perform(route: Act, met: readonly Met[]): Promise<Done | { faults: string[] }> {
  const faults: string[] = []
  const places = new Map(met.map((place) => [`${place.who.uid}${place.form.action}`, place]))
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

/** What is wrong with an act that took effect: it is sent again, sent with other words, and followed. */
async function afterwards(done: Done): Promise<string[]> {
  const { place, form, pairs, told } = done
  const faults: string[] = []
  const stored = await look()
  const again = await send(place, form, pairs)
  if (again.status !== 303 || again.location !== told.location)
    faults.push(`the same again: ${again.status} ${again.location} after ${told.location}`)
  const other = await send(place, form, [...pairs, ['unheard-of', 'other words']])
  if (other.status < 400 || other.status >= 500) faults.push(`other words: ${other.status}`)
  const moved = changed(stored, await look())
  if (moved.length > 0) faults.push(`the same key changed ${moved.join()}`)
  if (!told.location.startsWith('/')) return faults
  const page = await ask({ who: place.who, url: told.location })
  if (page.status !== 200)
    faults.push(`leads to ${told.location}: ${page.status} ${page.fault ?? ''}`)
  return faults
}

/** Does an act once if it can be done, and answers what is wrong with it. */
async function tryAct(route: Act, met: readonly Met[]): Promise<string[]> {
  const added = await auditEnds(house)
  const done = await perform(route, met)
  if ('faults' in done) return done.faults
  performed.add(nameOf(route))
  const rows = (await added()).filter(({ outcome }) => outcome === 'done')
  const due = typeof route.audit === 'string' ? route.audit : ''
  const events = rows.map(({ event }) => event).join()
  return [...(events === due ? [] : [`rows of the audit: ${events}`]), ...(await afterwards(done))]
}

describe.each(acts.map((route) => [nameOf(route), route] as const))('%s', (name, route) => {
  it('takes effect once, leads on, and leaves one row', async () => {
    expect(await tryAct(route, forms.get(route) ?? [])).toEqual([])
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

describe('what these acts opened', () => {
  it('takes effect once too', async () => {
    const now = await formsNow(world)
    const faults: string[] = []
    for (const route of every.filter((each) => !performed.has(nameOf(each)))) {
      const found = await tryAct(route, now.get(route) ?? [])
      faults.push(...found.map((fault) => `${nameOf(route)}: ${fault}`))
    }
    expect(faults).toEqual([])
  })
})

describe('the acts that were done', () => {
  it('are most of those that the sample offers', () => {
    const left = acts.map(nameOf).filter((name) => !performed.has(name))
    expect(left.length < acts.length / 3 ? [] : left).toEqual([])
  })
})
