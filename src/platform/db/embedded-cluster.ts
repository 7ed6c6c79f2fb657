import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { refuseToRun } from '../lifecycle-errors.ts'
import type { DataFolder } from './data-folder.ts'
import type { Binaries } from './embedded-binaries.ts'
import { launch, type Runner } from './embedded-process.ts'
import { clusterOptions, type Address } from './embedded-settings.ts'

/** Everything that is decided before the server's programs are run. */
export type Plan = {
  readonly folder: DataFolder
  readonly major: 18 | 15
  readonly binaries: Binaries
  readonly runner: Runner
  readonly address: Address
  readonly settings: Readonly<Record<string, string>>
  readonly log: (line: string) => void
}

/**
 * Makes the database's files on the first start. They are made beside their place and moved there when whole,
 * so a first start that is killed leaves nothing that a second one would take for a database.
 */
export async function makeCluster(plan: Plan): Promise<void> {
  if (existsSync(plan.folder.postgres)) return checkVersion(plan)
  const place = `${plan.folder.postgres}.new`
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { mode: 0o700 })
  if (plan.runner.user) chownSync(place, plan.runner.user.uid, plan.runner.user.gid)
  await runInitdb(plan, place)
  renameSync(place, plan.folder.postgres)
}

function checkVersion(plan: Plan): void {
  const { root, postgres } = plan.folder
  const file = path.join(postgres, 'PG_VERSION')
  if (!existsSync(file)) {
    return refuseToRun('database-damaged', { folder: root, detail: 'its version file is missing' })
  }
  const found = readFileSync(file, 'utf8').trim()
  if (found !== String(plan.major)) {
    refuseToRun('database-other-version', { folder: root, detail: found })
  }
}

async function runInitdb(plan: Plan, place: string): Promise<void> {
  const secret = path.join(plan.folder.root, 'database.new')
  const sign = plan.address.password
  if (sign !== undefined) writeFileSync(secret, sign, { mode: 0o600 })
  const auth =
    sign === undefined ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${secret}`]
  const unsafe = plan.settings['fsync'] === 'off' ? ['--no-sync'] : []
  const lines: string[] = []
  const child = launch(
    plan.runner,
    [plan.binaries.initdb, ...clusterOptions(place, plan.major), ...auth, ...unsafe],
    { libraries: plan.binaries.libraries, onLine: (line) => lines.push(line) },
  )
  const [code] = (await once(child, 'close')) as [number | null]
  rmSync(secret, { force: true })
  if (code !== 0) refuseStart(plan.folder, lines, 'database-not-made')
}

/** Says why one of the server's programs gave up, from the last words that it wrote. */
export function refuseStart(
  folder: DataFolder,
  lines: readonly string[],
  code: 'database-damaged' | 'database-not-made' = 'database-damaged',
): never {
  if (lines.some((line) => line.includes('No space left on device'))) {
    return refuseToRun('disk-full', { folder: folder.root })
  }
  const last = lines.findLast((line) => /fatal|panic|error/i.test(line)) ?? lines.at(-1)
  const detail = last?.replace(/^.*?(?:FATAL|PANIC|ERROR|error):\s*/, '')
  return refuseToRun(code, { folder: folder.root, ...(detail && { detail }) })
}
