import type { Explained } from './explain.ts'
import type { Machine } from './machine.ts'
import type { Cell, Measured, Pace } from './measure.ts'

/** All that one run has to tell. */
export interface Run {
  readonly day: string
  readonly minutes: number
  readonly machine: Machine
  readonly pace: Pace
  readonly auditRowsPerYear: number
  readonly small: Measured
  readonly large: Measured
  readonly load: { readonly before: number; readonly after: number }
}

/** What the design aims at (the first issue). */
const aims = {
  ratio: 1.5,
  growth: 1.5,
  p999: 300,
  cpuPage: 1.5,
  cpuJson: 0.8,
  memory: 200,
} as const

const ms = (value: number): string =>
  Number.isNaN(value) ? '-' : value < 10 ? value.toFixed(2) : value.toFixed(0)
const times = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(2))
const mib = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(...head), row(...head.map(() => '---')), ...rows.map((each) => row(...each))].join(
    '\n',
  )
}

function same(measured: Measured, cell: Cell): Cell | undefined {
  return measured.cells.find(
    (each) => each.persona === cell.persona && each.operation === cell.operation,
  )
}

function closedTable({ small, large }: Run): string {
  const rows = large.cells.map((cell) => {
    const before = same(small, cell)
    return [
      cell.persona,
      cell.operation,
      String(cell.house.n),
      `${ms(cell.house.p50)} / ${ms(cell.house.p95)} / ${ms(cell.house.p99)}`,
      ms(cell.floor.p50),
      times(cell.house.p50 / cell.floor.p50),
      before === undefined ? '-' : times(before.house.p50 / before.floor.p50),
      before === undefined ? '-' : times(cell.house.p95 / before.house.p95),
      `${Math.round(cell.house.perSecond)} / ${Math.round(cell.floor.perSecond)}`,
      `${cell.cpuMs.toFixed(2)} / ${cell.floorCpuMs.toFixed(2)}`,
      `${cell.house.failed + cell.floor.failed}`,
      cell.load.toFixed(1),
    ]
  })
  const s = String(large.world.scale)
  return table(
    [
      'as',
      'what',
      'n',
      `p50 / p95 / p99 at ${s}, ms`,
      'floor p50, ms',
      `ratio at ${s}`,
      'ratio at 1',
      `p95 at ${s} over p95 at 1`,
      'a second, Heed / floor',
      'CPU a request, ms, Heed / floor',
      'failed',
      'load',
    ],
    rows,
  )
}

function openTable(measured: readonly Measured[]): string {
  const rows = measured.flatMap(({ world, streams }) =>
    streams.map(({ persona, house, floor, cpuMs, load }) => [
      String(world.scale),
      persona,
      String(house.n),
      `${ms(house.p50)} / ${ms(house.p95)} / ${ms(house.p99)} / ${ms(house.p999)} / ${ms(house.max)}`,
      `${ms(floor.p50)} / ${ms(floor.p95)} / ${ms(floor.p999)}`,
      times(house.p50 / floor.p50),
      cpuMs.toFixed(2),
      `${house.failed}`,
      load.toFixed(1),
    ]),
  )
  return table(
    [
      'scale',
      'as',
      'n',
      'p50 / p95 / p99 / p99.9 / longest, ms',
      'floor p50 / p95 / p99.9, ms',
      'ratio of medians',
      'CPU a request, ms',
      'failed',
      'load',
    ],
    rows,
  )
}

function openByOperation({ small, large }: Run): string {
  const rows = large.streams.flatMap((stream) =>
    [...stream.byOperation].map(([name, { house, floor }]) => {
      const before = small.streams
        .find((each) => each.persona === stream.persona)
        ?.byOperation.get(name)
      return [
        stream.persona,
        name,
        String(house.n),
        `${ms(house.p50)} / ${ms(house.p95)}`,
        `${ms(floor.p50)} / ${ms(floor.p95)}`,
        times(house.p50 / floor.p50),
        before === undefined ? '-' : times(house.p95 / before.house.p95),
      ]
    }),
  )
  const s = String(large.world.scale)
  return table(
    [
      'as',
      'what',
      'n',
      `p50 / p95 at ${s}, ms`,
      'floor p50 / p95, ms',
      'ratio of medians',
      `p95 at ${s} over p95 at 1`,
    ],
    rows,
  )
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return (line.length > 160 ? `${line.slice(0, 160)}…` : line).replaceAll('|', '\\|')
}

function explainTable(explained: readonly Explained[]): string {
  const worst = explained
    .toSorted((a, b) => b.milliseconds + b.planning - a.milliseconds - a.planning)
    .slice(0, 12)
  return table(
    [
      'as',
      'what',
      'run / plan, ms',
      'pages',
      'rows thrown away',
      'read from end to end',
      'statement',
    ],
    worst.map((each) => [
      each.persona,
      each.operation,
      `${each.milliseconds.toFixed(1)} / ${each.planning.toFixed(1)}`,
      String(each.buffers),
      String(each.thrownAway),
      each.scans.join(', ') || '-',
      `\`${shorten(each.text)}\``,
    ]),
  )
}

function verdict(isMet: boolean): string {
  return isMet ? 'met' : 'not met'
}

function span(values: readonly number[], digits: number): string {
  return `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`
}

function aimTable(run: Run): string {
  const { small, large } = run
  const ratios = large.cells.map(({ house, floor }) => house.p50 / floor.p50)
  const growth = large.cells.map(
    (cell) => cell.house.p95 / (same(small, cell)?.house.p95 ?? Number.NaN),
  )
  const p999 = large.streams.map(({ house }) => house.p999)
  const cpu = (kind: Cell['kind']) =>
    large.cells.filter((cell) => cell.kind === kind).map(({ cpuMs }) => cpuMs)
  const rss = Math.max(small.rss, large.rss)
  const s = large.world.scale
  const rows: [string, string, string, boolean][] = [
    [
      "median over the floor's median, 16 at a time",
      `at most ${aims.ratio}`,
      span(ratios, 2),
      Math.max(...ratios) <= aims.ratio,
    ],
    [
      `p95 at ${s} over p95 at 1, 16 at a time`,
      `at most ${aims.growth}`,
      span(growth, 2),
      Math.max(...growth) <= aims.growth,
    ],
    [
      `p99.9 at ${run.pace.arrivals} arrivals a second`,
      `under ${aims.p999} ms`,
      `${span(p999, 0)} ms`,
      Math.max(...p999) < aims.p999,
    ],
    [
      'process CPU of a page',
      `under ${aims.cpuPage} ms`,
      `${span(cpu('page'), 2)} ms`,
      Math.max(...cpu('page')) < aims.cpuPage,
    ],
    [
      'process CPU of the JSON read',
      `under ${aims.cpuJson} ms`,
      `${span(cpu('json'), 2)} ms`,
      Math.max(...cpu('json')) < aims.cpuJson,
    ],
    [
      'memory of the server',
      `under ${aims.memory} MB`,
      `${mib(small.rssAtStart)} at rest, ${mib(rss)} at most`,
      rss < aims.memory * 1e6,
    ],
  ]
  return table(
    ['figure', 'aim', 'measured', ''],
    rows.map(([what, aim, found, isMet]) => [what, aim, found, verdict(isMet)]),
  )
}

function worldLine({ world, explained }: Measured): string {
  const { loaded } = world
  const scans = explained.filter(({ scans: found }) => found.length > 0).length
  return `- Scale ${world.scale}: ${loaded.rows.toLocaleString('en-GB')} rows (${loaded.auditRows.toLocaleString('en-GB')} of them audit) in ${loaded.seconds.toFixed(0)} seconds, ${loaded.rowsPerSecond.toLocaleString('en-GB')} a second; ${(world.bytes / 2 ** 30).toFixed(2)} GiB. ${explained.length} statements explained, ${scans} of them read a table of more than a thousand rows from end to end.`
}

/** The figures as `docs/benchmarks.md` tells them. */
export function tell(run: Run): string {
  const { machine, pace, small, large } = run
  const asIs = run.auditRowsPerYear === 60_000
  return `# Benchmarks

Written by \`npm run bench\` on ${run.day}; it took ${run.minutes.toFixed(0)} minutes. Figures are told as they came out, aims beside them.

- Machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memory}, ${machine.system}. Load average ${run.load.before.toFixed(1)} before and ${run.load.after.toFixed(1)} after; the benchmark itself, the server and the database share these cores, and a load above their number means that others used them too.
- Build ${machine.build}, Node ${machine.node.slice(1)}, the embedded PostgreSQL with its shipped settings (fsync, full_page_writes and synchronous_commit on, 128 MB of shared buffers).
${worldLine(small)}
${worldLine(large)}
- ${asIs ? 'The audit is loaded in full, 60,000 rows a year and partnership.' : `The audit holds ${run.auditRowsPerYear.toLocaleString('en-GB')} rows a year and partnership, not the 60,000 of the design, so that the load fits into the time and disk of a run.`} All other volumes are whole: per partnership ten years with 25 cases, 40 recommendations and 120 actions a year, 300 people.
- Personas: an action owner with 25 recommendation scopes through one post, and a business manager with wide roles, both of a partnership in the middle of the archive. An action owner sees no case, so there is no case page as one.
- Sent ${pace.together} at a time for ${pace.closedSeconds} seconds a cell, and as an open stream of ${pace.arrivals} arrivals a second for ${pace.openSeconds} seconds, mixed (about half of it pages of one thing, a quarter the work list, the rest lists, searches, JSON, one in twenty an evidence post). In the stream a request's time counts from when it was due, not from when it was sent. Every sample is kept; every request is audited in one chain.
- The floor is a bare Fastify route in a process of its own on the same database, with as many connections: begin, one select by key without row security, the same chained audit insert with commit, and the same bytes as a fixed string. For the evidence post it writes nothing but the audit entry.

## Aims and figures

At scale ${large.world.scale}; the spans run over all operations and both personas.

${aimTable(run)}

## ${pace.together} at a time

${closedTable(run)}

## Open stream of ${pace.arrivals} a second

${openTable([small, large])}

By operation:

${openByOperation(run)}

## The dearest statements at scale ${large.world.scale}

Explained as the application's role in the session of the persona, the second of two runs. "Rows thrown away" were read and filtered out.

${explainTable(large.explained)}
`
}
