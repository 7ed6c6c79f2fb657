import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { projectFolder } from '#platform/db/data-folder.ts'

/** What the figures were taken on; no name of a host. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memory: string
  readonly system: string
  readonly node: string
  readonly build: string
}

function git(...words: string[]): string {
  try {
    return execFileSync('git', words, { cwd: projectFolder(), encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

/** The machine and the build under test. */
export function describeMachine(): Machine {
  const changed =
    git('status', '--porcelain', '--untracked-files=no', '--', 'src', 'db', 'policy') !== ''
  const commit = git('rev-parse', '--short', 'HEAD')
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${platform()} ${release().split('-')[0] ?? ''}`,
    node: process.version,
    build:
      commit === ''
        ? 'not from a repository'
        : `${commit}${changed ? ' with changes that are not committed' : ''}`,
  }
}

/** The load average of the last minute. */
export function loadNow(): number {
  return loadavg()[0] ?? 0
}
