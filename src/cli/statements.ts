import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { importStatement } from '#features/publication/index.ts'
import type { ImportHow, Imported } from '#features/publication/index.ts'
import { explainDocumentRefusal } from '#platform/files/document-refusals.ts'
import { keepFile } from '#platform/files/keep-file.ts'
import type { KeptFile } from '#platform/files/keep-file.ts'
import type { Installation } from '#platform/installation.ts'
import { keyFrom } from '#platform/keys.ts'
import { parsePlainDate } from '#shared/dates.ts'
import { withRoles, WrongUse } from './command.ts'
import type { Cli, Command, Typed } from './command.ts'
import { counted } from './counted.ts'
import { actWith, asOperator, onlyPartnership, startService } from './operator.ts'
import type { Doing } from './operator.ts'

const refusals: Readonly<Record<string, string>> = {
  'title-missing': 'The text does not say its title: say --title.',
  'publisher-missing': 'The text does not say who published it: say --publisher.',
  'kind-not-taken': 'A statement is plain text, Word (.docx) or PDF.',
  'imported-already': 'This very file is in the library already.',
}

function howOf(typed: Typed) {
  const [title, publisher, on] = ['title', 'publisher', 'published-on'].map((name) =>
    typed.text(name),
  )
  const publishedOn = on === undefined ? undefined : parsePlainDate(on)
  if (on !== undefined && publishedOn === undefined) {
    throw new WrongUse('--published-on is a date like 2020-12-21.')
  }
  return { title, publisher, publishedOn, ...(typed.flag('ours') && { otherBody: false }) }
}

/** The file is not one that the library takes; the sentence says why. */
class WrongFile extends Error {}

function contentOf(name: string): Buffer {
  if (!existsSync(name)) throw new WrongUse(`There is no file ${name}.`)
  if (!statSync(name).isFile()) throw new WrongUse(`${name} is a folder; name one file.`)
  return readFileSync(name)
}

/** The command acts as a service of the partnership that may import statements and nothing else of weight. */
async function tokenFor(
  cli: Cli,
  installation: Installation,
  named: string | undefined,
): Promise<string> {
  const fieldKey = keyFrom(cli.config.keyFolder, 'field')
  return asOperator(cli, installation, async (client) => {
    const service = {
      partnership: named ?? (await onlyPartnership(client)),
      name: 'Command line: statements',
      role: 'communications' as const,
      lifetime: '10 minutes',
    }
    const { token, uid } = await startService(client, fieldKey, service)
    const object = { type: 'principal', uid }
    return { result: token, entry: { event: 'session.started-for-command', object } }
  })
}

function importing(file: KeptFile, how: ImportHow): Doing<Imported> {
  return {
    event: 'statement.imported',
    outcome: 'done',
    work: async (ctx) => {
      const result = await importStatement(ctx, file, how)
      if (!result.ok) throw new WrongFile(refusals[result.refusal.code] ?? result.refusal.code)
      return {
        result: result.value,
        about: { object: { type: 'statement', uid: result.value.uid } },
      }
    },
  }
}

async function run(cli: Cli, typed: Typed): Promise<number> {
  const partnership = typed.text('partnership')
  const how = howOf(typed)
  const name = path.resolve(typed.words[0] ?? '')
  const given = { name: path.basename(name), content: contentOf(name) }
  return withRoles(cli, ['migrate', 'app'], async (installation) => {
    const house = cli.root.houseOf(cli.config, installation)
    try {
      // The file is checked first: a refused one leaves neither a service nor a session behind.
      const kept = await keepFile(house.files, given)
      if (!kept.ok) throw new WrongFile(explainDocumentRefusal(kept.refusal))
      const token = await tokenFor(cli, installation, partnership)
      const imported = await actWith(house, token, importing(kept.value, how))
      cli.say(
        `${cli.config.url}/statements/${imported.uid}: ${counted(imported.claims, 'claim')} proposed.`,
      )
      return 0
    } catch (error) {
      if (!(error instanceof WrongFile)) throw error
      cli.complain(error.message)
      return 1
    } finally {
      await house.pool.end()
    }
  })
}

/** The commands about published statements. */
export const statementCommands: readonly Command[] = [
  {
    name: 'import-statement',
    usage: 'FILE [--partnership NAME] [--title T] [--publisher P] [--published-on DATE] [--ours]',
    summary: 'Take a published statement into the library and propose the claims that it makes.',
    options: {
      partnership: { type: 'string' },
      title: { type: 'string' },
      publisher: { type: 'string' },
      'published-on': { type: 'string' },
      ours: { type: 'boolean' },
    },
    words: 1,
    run,
  },
]
