import { explainLifecycle } from '#platform/lifecycle-errors.ts'
import { auditCommands } from './audit.ts'
import { readTyped, usageExit, WrongUse } from './command.ts'
import type { Cli, Command } from './command.ts'
import { databaseCommands } from './database.ts'
import { describedCommands } from './described.ts'
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

function help(cli: Cli): void {
  cli.say('Usage: npx heed COMMAND')
  for (const { name, usage, summary } of commands) {
    cli.say('')
    cli.say(`  heed ${name}${usage === '' ? '' : ` ${usage}`}`)
    cli.say(`      ${summary}`)
  }
  cli.say('')
  cli.say('The data folder is named with HEED_DATA, an external database with DATABASE_URL.')
}

function find(args: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  const command = commands
    .toSorted((one, other) => other.name.length - one.name.length)
    .find(({ name }) => name.split(' ').every((word, at) => args[at] === word))
  return command && { command, rest: args.slice(command.name.split(' ').length) }
}

/** Runs what was typed and answers the exit code; what went wrong is one sentence. */
export async function runCli(cli: Cli, args: readonly string[]): Promise<number> {
  if (args.length === 0 || args[0] === 'help' || args.includes('--help')) {
    help(cli)
    return args.length === 0 ? usageExit : 0
  }
  const found = find(args)
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
  if (known === undefined) throw error
  cli.complain(known.message)
  return known.exit
}
