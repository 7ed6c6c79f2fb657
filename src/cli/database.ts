import { statSync } from 'node:fs'
import path from 'node:path'
import { backup } from '#platform/backup/backup.ts'
import type { Manifest } from '#platform/backup/archive.ts'
import { fingerprintsIn } from '#platform/backup/restore-keys.ts'
import { bringForward } from '#platform/installation.ts'
import { keyFrom, namedKey } from '#platform/keys.ts'
import { filesFolder } from '#platform/places.ts'
import { withInstallation, withRoles } from './command.ts'
import { counted } from './counted.ts'
import type { Command } from './command.ts'
import { restoreBackup } from './restore.ts'
import { sample } from './sample.ts'

const migrate: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Bring the database to this release.',
  run: async (cli) =>
    withInstallation(cli, async (installation) => {
      const names = await bringForward(installation)
      for (const name of names) cli.say(name)
      cli.say(names.length === 0 ? 'Nothing to do.' : `${counted(names.length, 'step')} done.`)
      return 0
    }),
}

function contained(manifest: Manifest): string {
  const tables = manifest.entries.filter(({ entry }) => entry.kind === 'table').length
  return `${counted(tables, 'table')} and ${counted(manifest.entries.length - tables, 'file')}`
}

const makeBackup: Command = {
  name: 'backup',
  usage: 'FILE [--key KEYFILE]',
  summary: 'Copy all rows and files into one encrypted file, while Heed runs.',
  options: { key: { type: 'string' } },
  words: 1,
  run: async (cli, typed) => {
    const { keyFolder } = cli.config
    const to = path.resolve(typed.words[0] ?? '')
    const named = typed.text('key')
    // A key file that cannot be used is refused before anything is opened.
    const given = named === undefined ? undefined : namedKey(path.resolve(named))
    return withRoles(cli, ['backup'], async (installation) => {
      const manifest = await backup({
        connect: installation.connect('backup'),
        filesFolder: filesFolder(cli.config),
        to,
        key: given ?? keyFrom(keyFolder, 'backup'),
        keys: fingerprintsIn(keyFolder),
      })
      cli.say(`${to}: ${contained(manifest)}, ${counted(statSync(to).size, 'byte')}.`)
      cli.say(
        `Keep the whole folder ${keyFolder} too, in another place: backup.key opens the copy, and the other keys open what is encrypted in it.`,
      )
      return 0
    })
  },
}

/** The commands about the database as a whole. */
export const databaseCommands: readonly Command[] = [migrate, sample, makeBackup, restoreBackup]
