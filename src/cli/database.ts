import path from 'node:path'
import { statSync } from 'node:fs'
import { readFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { ClientConfig } from 'pg'
import { prepareSigningKey, publicKeyFile } from '#platform/audit/signing-key.ts'
import { verifyAudit } from '#platform/audit/verify/index.ts'
import { backup } from '#platform/backup/backup.ts'
import type { Manifest } from '#platform/backup/archive.ts'
import { restore } from '#platform/backup/restore.ts'
import { restoreFolder } from '#platform/backup/restore-folder.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import { addressOf, bringForward } from '#platform/installation.ts'
import { keyFrom } from '#platform/keys.ts'
import { filesFolder, signingKeyFile } from '#platform/places.ts'
import { withInstallation, withRoles } from './command.ts'
import type { Cli, Command, Typed } from './command.ts'
import { sample } from './sample.ts'

const migrate: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Bring the database to this release.',
  run: async (cli) =>
    withInstallation(cli, async (installation) => {
      const names = await bringForward(installation)
      for (const name of names) cli.say(name)
      cli.say(names.length === 0 ? 'Nothing to do.' : `${names.length} steps done.`)
      return 0
    }),
}

function counted(manifest: Manifest): string {
  const tables = manifest.entries.filter(({ entry }) => entry.kind === 'table').length
  return `${tables} tables and ${manifest.entries.length - tables} files`
}

const keyOption = { key: { type: 'string' } } as const

function backupKey(cli: Cli, typed: Typed): Buffer {
  const file = typed.text('key')
  if (file === undefined) return keyFrom(cli.config.keyFolder, 'backup')
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
}

const makeBackup: Command = {
  name: 'backup',
  usage: 'FILE [--key KEYFILE]',
  summary: 'Copy all rows and files into one encrypted file, while Heed runs.',
  options: keyOption,
  words: 1,
  run: async (cli, typed) =>
    withRoles(cli, ['backup'], async (installation) => {
      const to = path.resolve(typed.words[0] ?? '')
      const manifest = await backup({
        connect: installation.connect('backup'),
        filesFolder: filesFolder(cli.config),
        to,
        key: backupKey(cli, typed),
      })
      cli.say(`${to}: ${counted(manifest)}, ${statSync(to).size} bytes.`)
      cli.say(
        `Keep the keys in ${cli.config.keyFolder} too, in another place: without them no copy can be opened.`,
      )
      return 0
    }),
}

/** A copy is older than the newest anchors, so it is held against those of its own time, if they are named. */
function auditCheck(cli: Cli, typed: Typed): (connect: ClientConfig) => Promise<void> {
  return async (connect) => {
    const keyFile = signingKeyFile(cli.config)
    prepareSigningKey(keyFile)
    const none = mkdtempSync(path.join(tmpdir(), 'heed-anchors-'))
    const anchors = typed.texts('anchors')
    try {
      const verdict = await verifyAudit({
        source: { connect },
        anchors: anchors.length > 0 ? anchors : [none],
        pub: typed.text('pub') ?? publicKeyFile(keyFile),
      })
      // Anchors that are old or not named say nothing against the copy.
      if (verdict.code !== 0 && verdict.code !== 4) throw new Error(verdict.lines.at(0))
    } finally {
      rmSync(none, { recursive: true, force: true })
    }
  }
}

const restoreBackup: Command = {
  name: 'restore',
  usage: 'FILE [--key KEYFILE] [--anchors FOLDER]… [--pub KEY.pub] [--load-as DATABASE_URL]',
  summary:
    'Restore a backup into an empty data folder or database; its audit is verified before it opens.',
  options: {
    ...keyOption,
    anchors: { type: 'string', multiple: true },
    pub: { type: 'string' },
    'load-as': { type: 'string' },
  },
  words: 1,
  run: async (cli, typed) => {
    const { config } = cli
    const how = {
      migrations: path.join(projectFolder(), 'db', 'migrations'),
      from: path.resolve(typed.words[0] ?? ''),
      key: backupKey(cli, typed),
      verifyAudit: auditCheck(cli, typed),
    }
    if (!existsSync(how.from)) {
      cli.complain(`There is no file ${how.from}.`)
      return 1
    }
    const database = config.database && addressOf(config.database, 'migrate')
    const manifest =
      database === undefined
        ? await restoreFolder({ ...how, dataFolder: config.dataFolder, log: () => undefined })
        : await restore({
            ...how,
            migrateAs: { connectionString: database },
            loadAs: { connectionString: typed.text('load-as') ?? database },
            filesFolder: filesFolder(config),
          })
    cli.say(`Restored ${counted(manifest)}, each compared with the backup; the audit holds.`)
    return 0
  },
}

/** The commands about the database as a whole. */
export const databaseCommands: readonly Command[] = [migrate, sample, makeBackup, restoreBackup]
