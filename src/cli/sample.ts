import { systemClock } from '#platform/clock.ts'
import { bringForward } from '#platform/installation.ts'
import type { Installation } from '#platform/installation.ts'
import { withClient } from '#platform/jobs/with-client.ts'
import { londonToday } from '#shared/dates.ts'
import { loadScale, ScaleRefusal } from '../sample/scale/index.ts'
import { numberOf, withRoles, WrongUse } from './command.ts'
import type { Cli, Command, Typed } from './command.ts'

/** More would not fit on the disk of anybody who tries: each takes about 0.8 gigabytes. */
const mostPartnerships = 1000

interface Volume {
  readonly partnerships: number
  readonly seed: string
}

function volumeOf(typed: Typed): Volume | undefined {
  const partnerships = numberOf(typed, 'scale')
  const seed = typed.text('seed')
  if (partnerships === undefined) {
    if (seed !== undefined) throw new WrongUse('--seed belongs to --scale.')
    return undefined
  }
  if (partnerships < 1 || partnerships > mostPartnerships) {
    throw new WrongUse(`--scale is a number from 1 to ${mostPartnerships}.`)
  }
  return { partnerships, seed: seed ?? 'heed' }
}

async function found(cli: Cli, installation: Installation): Promise<boolean> {
  const house = cli.root.houseOf(cli.config, installation)
  try {
    const kind = await cli.root.foundSample(cli.config, installation, house)
    if (kind === 'sample') cli.say('The sample partnership is there; everybody in it is invented.')
    else
      cli.complain(
        'This installation is not a sample and never becomes one. Name an empty data folder with HEED_DATA.',
      )
    return kind === 'sample'
  } finally {
    await house.pool.end()
  }
}

async function fill(cli: Cli, installation: Installation, volume: Volume): Promise<number> {
  try {
    await withClient(installation.connect('migrate'), (client) =>
      loadScale({
        client,
        ...volume,
        today: londonToday(systemClock.now()),
        log: (line) => cli.say(line),
      }),
    )
    return 0
  } catch (error) {
    if (!(error instanceof ScaleRefusal)) throw error
    cli.complain(error.message)
    return 1
  }
}

/** Makes an empty installation the sample, and puts a volume of invented partnerships beside it where one is asked for. */
export const sample: Command = {
  name: 'sample',
  usage: '[--scale N [--seed WORD]]',
  summary:
    'Fill an empty installation with the invented partnership Aldermere; with --scale also with N partnerships of ten years each (0.8 GB each).',
  options: { scale: { type: 'string' }, seed: { type: 'string' } },
  run: async (cli, typed) => {
    const volume = volumeOf(typed)
    return withRoles(cli, ['migrate', 'app'], async (installation) => {
      await bringForward(installation)
      if (!(await found(cli, installation))) return 1
      return volume === undefined ? 0 : fill(cli, installation, volume)
    })
  },
}
