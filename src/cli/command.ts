import { parseArgs } from 'node:util'
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Config, ProcessRole } from '#platform/config.ts'
import type { House } from '#platform/http/house.ts'
import type { Route } from '#platform/http/route.ts'
import { openInstallation } from '#platform/installation.ts'
import type { Installation } from '#platform/installation.ts'

/** What commands take from the whole of Heed; the entry of the process hands it in. */
export interface Root {
  readonly build: string
  readonly routesFor: (config: Config) => readonly Route[]
  readonly houseOf: (config: Config, installation: Installation) => House
  /** Makes an empty database the sample; answers what the installation is. */
  readonly foundSample: (
    config: Config,
    installation: Installation,
    house: House,
  ) => Promise<'real' | 'sample' | 'test'>
}

/** What a command writes to, and how the installation is set up. */
export interface Cli {
  readonly config: Config
  readonly root: Root
  say(line: string): void
  complain(line: string): void
}

/** What was typed after the name of the command. */
export interface Typed {
  /** The one value of an option. */
  text(name: string): string | undefined
  /** Every value of an option that may be given more than once. */
  texts(name: string): readonly string[]
  flag(name: string): boolean
  readonly words: readonly string[]
}

/** A command as data: the help is made from the same list that runs it. */
export interface Command {
  readonly name: string
  /** What stands after the name. */
  readonly usage: string
  readonly summary: string
  readonly options?: ParseArgsOptionsConfig
  /** How many words it takes beside its options. */
  readonly words?: number
  run(cli: Cli, typed: Typed): Promise<number>
}

/** What was typed is not a command of Heed (EX_USAGE of sysexits.h). */
export const usageExit = 64

/** Something was typed that the command cannot work with; the sentence says what. */
export class WrongUse extends Error {}

/** A value without which the command cannot work. */
export function needed(typed: Typed, name: string): string {
  const value = typed.text(name)
  if (value === undefined || value === '') throw new WrongUse(`Say --${name}.`)
  return value
}

/** A whole number, if the option was given. */
export function numberOf(typed: Typed, name: string): number | undefined {
  const value = typed.text(name)
  if (value === undefined) return undefined
  if (!/^\d{1,9}$/.test(value)) throw new WrongUse(`--${name} is a whole number.`)
  return Number(value)
}

/** Reads what was typed by the command's own list of options. */
export function readTyped(command: Command, args: readonly string[]): Typed {
  const { values, positionals } = parse(command, args)
  const given = (name: string) => [values[name] ?? []].flat()
  if (positionals.length !== (command.words ?? 0)) throw new WrongUse('')
  return {
    text: (name) => given(name).find((value) => typeof value === 'string'),
    texts: (name) => given(name).filter((value) => typeof value === 'string'),
    flag: (name) => given(name).includes(true),
    words: positionals,
  }
}

function parse(command: Command, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: command.options ?? {},
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    // The parser's own sentence names the option that it does not know.
    throw new WrongUse(error instanceof Error ? `${error.message}.` : '')
  }
}

/** Opens the database beside a server that may run, in the roles that the command needs, and lets it go afterwards. */
export async function withRoles<T>(
  cli: Cli,
  uses: readonly ProcessRole[],
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const installation = await openInstallation(cli.config, {
    beside: true,
    log: () => undefined,
    uses,
  })
  try {
    return await work(installation)
  } finally {
    await installation.stop()
  }
}

/** Opens the database for a command that works as the deployment's role alone. */
export async function withInstallation<T>(
  cli: Cli,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  return withRoles(cli, ['migrate'], work)
}
