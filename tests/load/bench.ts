import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { projectFolder } from '#platform/db/data-folder.ts'
import { systemClock } from '#platform/clock.ts'
import { londonToday } from '#shared/dates.ts'
import { stopAsking } from './asking.ts'
import { benchChronology } from './chronology.ts'
import { benchGenogram } from './genogram.ts'
import { describeMachine, loadNow } from './machine.ts'
import { measureWorld } from './measure.ts'
import type { Measured } from './measure.ts'
import { tell } from './report.ts'
import { makeWorld } from './world.ts'

const flags = {
  scale: { type: 'string', default: '100' },
  'audit-rows': { type: 'string', default: '1000' },
  seconds: { type: 'string', default: '4' },
  'open-seconds': { type: 'string', default: '30' },
  out: { type: 'string' },
  json: { type: 'string' },
  keep: { type: 'boolean', default: false },
  /** `genogram` measures the layout of family drawings alone, without a database; `chronology` the chronologies alone. */
  only: { type: 'string' },
} as const

/** Runs the benchmark and writes what it found. */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: flags })
  if (values.only === 'genogram') {
    const figures = benchGenogram()
    if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(figures, null, 1))
    return
  }
  if (values.only !== undefined && values.only !== 'chronology')
    throw new Error(`There is no part called ${values.only}`)
  const pace = {
    together: 16,
    arrivals: 50,
    closedSeconds: Number(values.seconds),
    openSeconds: Number(values['open-seconds']),
  }
  const auditRowsPerYear = Number(values['audit-rows'])
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  const folder = mkdtempSync(path.join(tmpdir(), 'heed-bench-'))
  if (values.only === 'chronology') {
    try {
      process.stdout.write(await benchChronology(folder, say))
    } finally {
      stopAsking()
      if (!values.keep) rmSync(folder, { recursive: true, force: true })
    }
    return
  }
  const began = performance.now()
  const before = loadNow()
  async function at(scale: number): Promise<Measured> {
    say(`Loading ${scale} partnerships`)
    const world = await makeWorld({
      folder,
      scale,
      auditRowsPerYear,
      log: scale > 9 ? () => undefined : say,
    })
    say(`${world.loaded.rows} rows, ${world.loaded.rowsPerSecond} a second`)
    return measureWorld(world, pace, say)
  }
  try {
    const small = await at(1)
    const large = await at(Number(values.scale))
    const run = {
      day: londonToday(systemClock.now()),
      minutes: (performance.now() - began) / 60_000,
      machine: describeMachine(),
      pace,
      auditRowsPerYear,
      small,
      large,
      load: { before, after: loadNow() },
    }
    const out = values.out ?? path.join(projectFolder(), 'docs', 'benchmarks.md')
    writeFileSync(out, tell(run))
    if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(run, null, 1))
    say(`Written to ${out}`)
    benchGenogram()
  } finally {
    stopAsking()
    if (!values.keep) rmSync(folder, { recursive: true, force: true })
  }
}
