import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { projectFolder } from '#platform/db/data-folder.ts'
import { openEmbedded } from '#platform/db/embedded.ts'
import { londonToday } from '#shared/dates.ts'
import { systemClock } from '#platform/clock.ts'
import { ask } from './asking.ts'
import type { Asked } from './asking.ts'
import { startChild } from './child-server.ts'
import type { ChildServer } from './child-server.ts'
import { explainAll } from './explain.ts'
import type { Explained } from './explain.ts'
import type { FloorRoute } from './floor-server.ts'
import { loadNow } from './machine.ts'
import { mixOf, operationsFor } from './operations.ts'
import type { Operation } from './operations.ts'
import { summarise } from './samples.ts'
import type { Summary } from './samples.ts'
import { sendArriving, sendTogether } from './senders.ts'
import type { Send } from './senders.ts'
import type { Persona, World } from './world.ts'

/** How long each figure is measured. */
export interface Pace {
  readonly together: number
  readonly arrivals: number
  readonly closedSeconds: number
  readonly openSeconds: number
}

/** One operation as one persona, beside its floor. */
export interface Cell {
  readonly persona: string
  readonly operation: string
  readonly kind: Operation['kind']
  readonly bytes: number
  readonly house: Summary
  readonly floor: Summary
  readonly cpuMs: number
  readonly floorCpuMs: number
  readonly load: number
}

/** The mixed stream of one persona, beside the same stream at the floor. */
export interface Stream {
  readonly persona: string
  readonly house: Summary
  readonly floor: Summary
  readonly byOperation: ReadonlyMap<string, { house: Summary; floor: Summary }>
  readonly cpuMs: number
  readonly load: number
}

/** All that was measured at one scale. */
export interface Measured {
  readonly world: World
  readonly cells: readonly Cell[]
  readonly streams: readonly Stream[]
  readonly rss: number
  readonly rssAtStart: number
  readonly explained: readonly Explained[]
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** Starts the house as it is shipped over this data folder. */
export async function startHouse(dataFolder: string, log: number): Promise<ChildServer> {
  const port = await freePort()
  return startChild(path.join(projectFolder(), 'dist', 'main.js'), {
    port,
    log,
    env: {
      HEED_DATA: dataFolder,
      HEED_SAMPLE: 'no',
      PORT: String(port),
      PUBLIC_PORT: '0',
      LOG_LEVEL: 'info',
      REQUESTS_PER_MINUTE: '10000000',
    },
  })
}

/** Sends as the persona, each time with another of its sessions. */
function sender(
  server: ChildServer,
  persona: Persona,
  given: { status: number; next: () => Asked },
): Send {
  let place = 0
  return async () => {
    place += 1
    const token = persona.tokens[place % persona.tokens.length] ?? ''
    const { status } = await ask(server.origin, token, given.next())
    return status === given.status
  }
}

interface Planned {
  readonly persona: Persona
  readonly operation: Operation
  readonly name: string
  readonly floor: FloorRoute
}

/** Asks each operation once: its answer is what the floor will send, and it must be the answer that is wanted. */
async function planFloor(house: ChildServer, world: World): Promise<Planned[]> {
  const planned: Planned[] = []
  const today = londonToday(systemClock.now())
  for (const persona of world.personas) {
    for (const [n, operation] of operationsFor(persona, today).entries()) {
      const asked = operation.next()
      const token = persona.tokens[0] ?? ''
      const answer = await ask(house.origin, token, asked)
      if (answer.status !== operation.status) {
        throw new Error(
          `${operation.name} as ${persona.name} was answered with ${answer.status}: ${asked.path}`,
        )
      }
      const name = `${persona.name === 'action owner' ? 'owner' : 'manager'}-${n}`
      const isCase = operation.table === 'app.serious_case'
      const floor: FloorRoute = {
        name,
        token,
        method: asked.method,
        status: answer.status,
        type: answer.type === '' ? 'text/html; charset=utf-8' : answer.type,
        location: answer.location,
        body: answer.body.toString(),
        table: operation.table,
        uid: (isCase ? persona.cases[0] : persona.recommendations[0]) ?? '',
        event: operation.event,
      }
      planned.push({ persona, operation, name, floor })
    }
  }
  return planned
}

async function cpuOf(
  server: ChildServer,
  work: () => Promise<Summary>,
): Promise<{ summary: Summary; cpuMs: number }> {
  const before = await server.usage()
  const summary = await work()
  const after = await server.usage()
  return { summary, cpuMs: (after.cpuMicroseconds - before.cpuMicroseconds) / 1000 / summary.n }
}

/** The form goes to the floor too, so that both read the same bytes. */
function atFloor({ name, operation }: Planned): () => Asked {
  return () => ({ ...operation.next(), path: `/${name}` })
}

async function measureCell(
  servers: { house: ChildServer; floor: ChildServer },
  planned: Planned,
  pace: Pace,
): Promise<Cell> {
  const { persona, operation } = planned
  const { status } = operation
  const runs = {
    house: sender(servers.house, persona, { status, next: operation.next }),
    floor: sender(servers.floor, persona, { status, next: atFloor(planned) }),
  }
  const { together } = pace
  const warm = { together, seconds: Math.min(1, pace.closedSeconds / 4) }
  const timed = { together, seconds: pace.closedSeconds }
  await sendTogether(runs.house, warm)
  const house = await cpuOf(servers.house, () => sendTogether(runs.house, timed))
  await sendTogether(runs.floor, warm)
  const floor = await cpuOf(servers.floor, () => sendTogether(runs.floor, timed))
  return {
    persona: persona.name,
    operation: operation.name,
    kind: operation.kind,
    bytes: Buffer.byteLength(planned.floor.body),
    house: house.summary,
    floor: floor.summary,
    cpuMs: house.cpuMs,
    floorCpuMs: floor.cpuMs,
    load: loadNow(),
  }
}

async function measureStream(
  servers: { house: ChildServer; floor: ChildServer },
  own: readonly Planned[],
  pace: Pace,
): Promise<Stream> {
  const weighted = own.map((planned) => ({ planned, weight: planned.operation.weight }))
  const parts = new Map<string, { house: Summary; floor: Summary }>()
  async function run(side: 'house' | 'floor'): Promise<Summary> {
    const next = mixOf(weighted)
    const took = new Map<string, number[]>()
    const sends = new Map(
      own.map((planned): [string, Send] => {
        const ask = side === 'house' ? planned.operation.next : atFloor(planned)
        const { status } = planned.operation
        return [planned.name, sender(servers[side], planned.persona, { status, next: ask })]
      }),
    )
    const arriving = { perSecond: pace.arrivals, seconds: pace.openSeconds }
    const whole = await sendArriving(async (due) => {
      const { planned } = next()
      const ok = (await sends.get(planned.name)?.()) === true
      const list = took.get(planned.operation.name) ?? []
      list.push(performance.now() - due)
      took.set(planned.operation.name, list)
      return ok
    }, arriving)
    for (const [name, list] of took) {
      const summary = summarise(
        list.map((one) => ({ took: one, ok: true })),
        pace.openSeconds,
      )
      const both = parts.get(name) ?? { house: summary, floor: summary }
      parts.set(name, { ...both, [side]: summary })
    }
    return whole
  }
  const house = await cpuOf(servers.house, () => run('house'))
  const floor = await run('floor')
  const persona = own[0]?.persona.name ?? ''
  return {
    persona,
    house: house.summary,
    floor,
    byOperation: parts,
    cpuMs: house.cpuMs,
    load: loadNow(),
  }
}

async function explainOperations(
  house: ChildServer,
  world: World,
  planned: readonly Planned[],
): Promise<Explained[]> {
  const beside = await openEmbedded({ dataFolder: world.dataFolder, log: () => undefined })
  const connect = { app: beside.connection('heed_app'), migrate: beside.connection('heed_migrate') }
  const explained: Explained[] = []
  for (const { persona, operation } of planned) {
    const token = persona.tokens[0] ?? ''
    const statements = await house.recording(() => ask(house.origin, token, operation.next()))
    const told = { operation: operation.name, persona: persona.name, token, statements }
    explained.push(...(await explainAll(connect, told)))
  }
  return explained
}

/** Measures one world: the house as it is shipped in one process, the floor in another, on the same database. */
export async function measureWorld(
  world: World,
  pace: Pace,
  say: (line: string) => void,
): Promise<Measured> {
  const log = openSync(path.join(world.dataFolder, '..', `servers-${world.scale}.log`), 'a')
  const house = await startHouse(world.dataFolder, log)
  let floor: ChildServer | undefined
  const plan = path.join(world.dataFolder, '..', `floor-${world.scale}.json`)
  try {
    const planned = await planFloor(house, world)
    const beside = await openEmbedded({ dataFolder: world.dataFolder, log: () => undefined })
    const port = await freePort()
    const routes = planned.map((each) => each.floor)
    const connect = beside.connection('heed_migrate')
    const partnershipId = world.partnership.id
    writeFileSync(plan, JSON.stringify({ connect, port, connections: 16, partnershipId, routes }), {
      mode: 0o600,
    })
    const script = path.join(import.meta.dirname, 'floor-server.ts')
    floor = await startChild(script, { port, log, env: { FLOOR_PLAN: plan } })
    const servers = { house, floor }
    const rssAtStart = (await house.usage()).rss
    const cells: Cell[] = []
    let rss = rssAtStart
    for (const each of planned) {
      const cell = await measureCell(servers, each, pace)
      rss = Math.max(rss, (await house.usage()).rss)
      cells.push(cell)
      say(
        `scale ${world.scale}, ${cell.persona}, ${cell.operation}: ${cell.house.p50.toFixed(1)} ms against ${cell.floor.p50.toFixed(1)}, ${cell.cpuMs.toFixed(2)} ms of CPU, ${cell.house.failed} failed of ${cell.house.n}`,
      )
    }
    const streams: Stream[] = []
    for (const { name } of world.personas) {
      const stream = await measureStream(
        servers,
        planned.filter((each) => each.persona.name === name),
        pace,
      )
      rss = Math.max(rss, (await house.usage()).rss)
      streams.push(stream)
      say(
        `scale ${world.scale}, ${name}, ${pace.arrivals} a second: p50 ${stream.house.p50.toFixed(1)} ms, p99.9 ${stream.house.p999.toFixed(1)}, ${stream.house.failed} failed of ${stream.house.n}`,
      )
    }
    const explained = await explainOperations(house, world, planned)
    return { world, cells, streams, rss, rssAtStart, explained }
  } finally {
    await floor?.stop()
    await house.stop()
    closeSync(log)
    rmSync(plan, { force: true })
  }
}
