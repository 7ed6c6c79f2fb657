import { explainLifecycle } from '#platform/lifecycle-errors.ts'
import { auditCommands } from './audit.ts'
import { readTyped, usageExit, WrongUse } from './command.ts'
import type { Cli, Command } from './command.ts'
import { databaseCommands } from './database.ts'
import { describedCommands } from './described.ts'
import { explainPath } from './explain-path.ts'
import { peopleCommands } from './people.ts'
import { statementCommands } from './statements.ts'

/** Every command of `heed`, in the order of the help. */
export const commands: readonly Command[] = [
  ...databaseCommands,
  ...peopleCommands,
  ...auditCommands,
  ...statementCommands,
  ...describedCommands,
]

const places = 'The data folder is named with HEED_DATA, an external database with DATABASE_URL.'

function help(cli: Cli, shown: readonly Command[]): void {
  cli.say('Usage: npx heed COMMAND')
  for (const { name, usage, summary } of shown) {
    cli.say('')
    cli.say(`  heed ${name}${usage === '' ? '' : ` ${usage}`}`)
    cli.say(`      ${summary}`)
  }
  cli.say('')
  cli.say(places)
}

function helpFor(cli: Cli, { name, usage, summary }: Command): number {
  cli.say(`Usage: npx heed ${name}${usage === '' ? '' : ` ${usage}`}`)
  cli.say('')
  cli.say(summary)
  cli.say(places)
  return 0
}

/** The commands whose names begin with these words: `heed audit --help` is about all of the audit. */
function namedLike(words: readonly string[]): readonly Command[] {
  const named = commands.filter(({ name }) =>
    words.every((word, at) => name.split(' ')[at] === word),
  )
  return named.length > 0 ? named : commands
}

function generalHelp(cli: Cli, args: readonly string[]): number {
  const words = args.filter((word) => word !== 'help' && !word.startsWith('-'))
  help(cli, namedLike(words))
  return args.length === 0 ? usageExit : 0
}

function find(args: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  const command = commands
    .toSorted((one, other) => other.name.length - one.name.length)
    .find(({ name }) => name.split(' ').every((word, at) => args[at] === word))
  return command && { command, rest: args.slice(command.name.split(' ').length) }
}

/** Runs what was typed and answers the exit code; what went wrong is one sentence. */
export async function runCli(cli: Cli, args: readonly string[]): Promise<number> {
  const isAsked = args[0] === 'help' || args.includes('--help')
  const found = find(args[0] === 'help' ? args.slice(1) : args)
  if (isAsked && found !== undefined) return helpFor(cli, found.command)
  if (isAsked || args.length === 0) return generalHelp(cli, args)
  if (found === undefined) {
    cli.complain(`There is no command "${args.slice(0, 2).join(' ')}". See: npx heed help`)
    return usageExit
  }
  try {
    return await found.command.run(cli, readTyped(found.command, found.rest))
  } catch (error) {
    return refused(cli, found.command, error)
  }
}

function refused(cli: Cli, command: Command, error: unknown): number {
  if (error instanceof WrongUse) {
    if (error.message !== '') cli.complain(error.message)
    cli.complain(`Usage: npx heed ${command.name} ${command.usage}`)
    return usageExit
  }
  const { dataFolder } = cli.config
  const known = explainLifecycle(error, { folder: dataFolder })
  if (known !== undefined) {
    cli.complain(known.message)
    return known.exit
  }
  const says = explainPath(error)
  if (says === undefined) throw error
  cli.complain(says)
  return 1
}
