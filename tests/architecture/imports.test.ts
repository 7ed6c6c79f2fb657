import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '#platform/db/data-folder.ts'

interface Report {
  readonly summary: {
    readonly totalCruised: number
    readonly violations: readonly { readonly rule: { name: string }; from: string; to: string }[]
  }
}

function cruise(): Report {
  const script = path.join(
    projectFolder(),
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
  )
  const done = spawnSync(
    process.execPath,
    [script, 'src', '--config', '.dependency-cruiser.mjs', '--output-type', 'json'],
    {
      cwd: projectFolder(),
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    },
  )
  return JSON.parse(done.stdout) as Report
}

describe('the import rule', () => {
  const { summary } = cruise()

  it('is held by a tool that has really read the house', () => {
    // A cruiser that cannot parse TypeScript reads no module and reports that all is well.
    expect(summary.totalCruised).toBeGreaterThan(300)
  })

  it('is broken nowhere', () => {
    expect(
      summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    ).toEqual([])
  })
})
