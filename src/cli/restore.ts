import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { ClientConfig } from 'pg'
import { tryAuthenticators } from '#features/accounts/index.ts'
import { chainsWithCheckpoints } from '#platform/audit/checkpoint-files.ts'
import { publicKeyFile } from '#platform/audit/signing-key.ts'
import { verifyAudit } from '#platform/audit/verify/index.ts'
import type { Manifest } from '#platform/backup/archive.ts'
import { restoreFolder } from '#platform/backup/restore-folder.ts'
import { contentKeys, findKeys, placeKeys, refuseMissing } from '#platform/backup/restore-keys.ts'
import type { ContentKey, FoundKeys, KeyFolders } from '#platform/backup/restore-keys.ts'
import { restore } from '#platform/backup/restore.ts'
import { tryDrafts, tryFiles } from '#platform/backup/sealed-contents.ts'
import type { Tried } from '#platform/backup/sealed-contents.ts'
import { checkExternal } from '#platform/db/check-external.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import { addressOf } from '#platform/installation.ts'
import { withClient } from '#platform/jobs/with-client.ts'
import { heldKey, keyFile, namedKey } from '#platform/keys.ts'
import { refuseToRun } from '#platform/lifecycle-errors.ts'
import { filesFolder, signingKeyFile } from '#platform/places.ts'
import type { Cli, Command, Typed } from './command.ts'
import { counted } from './counted.ts'
import { contentsOf } from './contents-of.ts'

/** What a restore finds out on its way and says at its end. */
interface Findings {
  readonly lines: string[]
  /** Takes the keys away again that were put in place. */
  undo: () => void
}

interface Task {
  readonly cli: Cli
  readonly typed: Typed
  readonly folders: KeyFolders
  readonly findings: Findings
}

function backupKey(typed: Typed, { given }: KeyFolders): Buffer {
  const named = typed.text('key')
  if (named !== undefined) return namedKey(path.resolve(named))
  const key = heldKey(given, 'backup')
  const folder = keyFile(given, 'backup')
  return key ?? refuseToRun('backup-key-unusable', { folder, detail: 'there is no such file' })
}

/** The checkpoints that are named, or those of the installation itself where they outlived its data. */
function witnesses({ cli: { config }, typed, folders }: Task) {
  const named = typed.texts('anchors')
  const own = existsSync(config.anchorFolder) ? [config.anchorFolder] : []
  const ownKey = signingKeyFile(config)
  const given = publicKeyFile(path.join(folders.given, path.basename(ownKey)))
  return {
    anchors: named.length > 0 ? named : own,
    pub: typed.text('pub') ?? (existsSync(given) ? given : publicKeyFile(ownKey)),
  }
}

/** A copy is older than the newest checkpoints, so it is held against those of its own time. */
async function proveAudit(task: Task, connect: ClientConfig, manifest: Manifest): Promise<void> {
  const { takenAt } = manifest.head
  const named = witnesses(task)
  const verdict = await verifyAudit({ source: { connect }, ...named, takenAt })
  if (verdict.code !== 0 && verdict.code !== 4) throw new Error(verdict.lines.at(0))
  const { lines } = task.findings
  if (verdict.checkpoints > 0) {
    lines.push(
      `The audit agrees with the ${counted(verdict.checkpoints, 'checkpoint')} of its time.`,
    )
  } else {
    lines.push(
      'The audit is whole in itself, but it was held against no checkpoint, so a copy that was rewritten as a whole would look the same. Name checkpoints that were kept elsewhere with --anchors, and their public key with --pub.',
    )
  }
  const late = verdict.lines.filter((line) => line.startsWith('4: ')).slice(0, -1)
  if (named.anchors.length > 0) lines.push(...late)
}

/** Opens one piece of each kind of encrypted content with its key. */
async function openContents(
  task: Task,
  keys: FoundKeys,
  at: { connect: ClientConfig; files: string; manifest: Manifest },
): Promise<void> {
  const tried = await withClient(
    at.connect,
    async (client): Promise<Record<ContentKey, Tried>> => ({
      files: await tryFiles(at.files, keys.files),
      field: await tryAuthenticators(client, keys.field),
      drafts: await tryDrafts(client, keys.drafts),
    }),
  )
  const { folders, findings } = task
  const lost = contentKeys.filter((name) => keys[name] === undefined && tried[name].count > 0)
  if (lost.length > 0 && !folders.without) refuseMissing(lost, folders)
  const wrong = contentKeys.filter((name) => tried[name].opens === false)
  // Where the backup names its keys, the key is the right one, and it is this one piece that is damaged.
  const unknown = wrong.find((name) => at.manifest.keys[name] === undefined)
  if (unknown !== undefined && !folders.without) {
    const own = heldKey(folders.own, unknown) === undefined ? folders.given : folders.own
    refuseToRun('restore-keys-wrong', { folder: keyFile(own, unknown) })
  }
  findings.lines.push(...contentsOf(tried, keys))
  if (keys.field === undefined) await forgetSignIn(at.connect)
}

/** The restored installation goes on with a new key for signing in; it would not start while it knows of the lost one. */
async function forgetSignIn(connect: ClientConfig): Promise<void> {
  await withClient(connect, (client) =>
    client.query('update access.installation set sign_in_digest = null'),
  )
}

async function run(cli: Cli, typed: Typed): Promise<number> {
  const { config } = cli
  const from = path.resolve(typed.words[0] ?? '')
  if (!existsSync(from) || !statSync(from).isFile()) {
    cli.complain(`There is no file ${from}.`)
    return 1
  }
  const folders = {
    given: path.resolve(typed.text('keys') ?? config.keyFolder),
    own: config.keyFolder,
    without: typed.flag('without-keys'),
  }
  const task = { cli, typed, folders, findings: { lines: [], undo: () => undefined } }
  try {
    const manifest = await restoreAs(task, from)
    const tables = manifest.entries.filter(({ entry }) => entry.kind === 'table').length
    const files = manifest.entries.length - tables
    cli.say(
      `Restored ${counted(tables, 'table')} and ${counted(files, 'file')}, each compared with the backup.`,
    )
    for (const line of task.findings.lines) cli.say(line)
    if (chainsWithCheckpoints(config.anchorFolder).length > 0)
      cli.say(
        `Before Heed is started: name a new checkpoint folder with HEED_ANCHORS and keep ${config.anchorFolder}. Its checkpoints may count entries that came after the backup, and then nothing more is signed in it.`,
      )
    return 0
  } catch (error) {
    task.findings.undo()
    throw error
  }
}

async function restoreAs(task: Task, from: string): Promise<Manifest> {
  const { cli, typed, folders, findings } = task
  const { database, dataFolder } = cli.config
  const known: { keys?: FoundKeys; manifest?: Manifest } = {}
  const key = backupKey(typed, folders)
  const how = {
    migrations: path.join(projectFolder(), 'db', 'migrations'),
    from,
    key,
    checkKeys: (manifest: Manifest) => {
      known.keys = findKeys(manifest, folders)
      known.manifest = manifest
    },
    verifyAudit: async (connect: ClientConfig, manifest: Manifest) =>
      proveAudit(task, connect, manifest),
    openContents: async (connect: ClientConfig, files: string) => {
      const { keys, manifest } = known
      if (keys === undefined || manifest === undefined) throw new Error('the keys were not checked')
      await openContents(task, keys, { connect, files, manifest })
      findings.undo = placeKeys(folders, key)
    },
  }
  if (database === undefined) return restoreFolder({ ...how, dataFolder, log: () => undefined })
  const address = addressOf(database, 'migrate')
  await checkExternal({ connectionString: address }, { role: 'migrate', prepared: false })
  return restore({
    ...how,
    migrateAs: { connectionString: address },
    loadAs: { connectionString: typed.text('load-as') ?? address },
    filesFolder: filesFolder(cli.config),
  })
}

/** Brings a backup back, and says what was proven of it and what was not. */
export const restoreBackup: Command = {
  name: 'restore',
  usage:
    'FILE [--keys FOLDER] [--key BACKUP.key] [--without-keys] [--anchors FOLDER]… [--pub KEY.pub] [--load-as DATABASE_URL]',
  summary:
    'Restore a backup into an empty data folder or database; audit and keys are proven before it opens (docs/how-to/restore-a-backup.md).',
  options: {
    keys: { type: 'string' },
    key: { type: 'string' },
    'without-keys': { type: 'boolean' },
    anchors: { type: 'string', multiple: true },
    pub: { type: 'string' },
    'load-as': { type: 'string' },
  },
  words: 1,
  run,
}
