import { fieldOf } from './error-field.ts'

/** What a sentence names: a folder, a detail, the setting that is meant, and what went wrong underneath. */
export type Facts = {
  readonly folder?: string | undefined
  readonly detail?: string | undefined
  readonly setting?: string | undefined
  /** The setting that chose the port. */
  readonly portSetting?: string | undefined
  readonly cause?: unknown
}

/**
 * What can keep an installation from starting or from going on: for each one clear sentence and an exit code.
 * The codes lie above those that Node and shells use for themselves.
 */
export const refusals = {
  'folder-unusable': {
    exit: 70,
    says: (facts: Facts) =>
      `Heed cannot use the folder ${facts.folder ?? ''} (${reason(facts.cause)}). Give it to the user who runs Heed, or name another folder with HEED_DATA.`,
  },
  'folder-not-ours': {
    exit: 70,
    says: (facts: Facts) =>
      `The folder ${facts.folder ?? ''} belongs to another user, so Heed will not put its database socket there. Remove it, or name a data folder with a shorter path with HEED_DATA.`,
  },
  'second-instance': {
    exit: 71,
    says: (facts: Facts) =>
      `Heed is already running on the data in ${facts.folder ?? ''}${facts.detail ? ` (process ${facts.detail})` : ''}. Stop that one first, or name another folder with HEED_DATA.`,
  },
  'port-in-use': {
    exit: 72,
    says: (facts: Facts) =>
      `Port ${facts.detail ?? ''} is already in use by another program. Stop that program, or choose another port with ${facts.portSetting ?? 'PORT'}.`,
  },
  'port-forbidden': {
    exit: 72,
    says: (facts: Facts) =>
      `This user may not listen on port ${facts.detail ?? ''}. Choose a port from 1024 up with ${facts.portSetting ?? 'PORT'}.`,
  },
  'disk-full': {
    exit: 73,
    says: (facts: Facts) =>
      `The disk that holds ${facts.folder ?? 'the data'} is full. Nothing that was confirmed is lost; make room and start Heed again.`,
  },
  'setting-unclear': {
    exit: 76,
    says: (facts: Facts) =>
      `The environment says what Heed cannot use: ${facts.detail ?? 'a setting must be another'}. Correct that and start Heed again.`,
  },
  'database-unreachable': {
    exit: 74,
    says: (facts: Facts) =>
      `No database answers at ${facts.detail ?? `the address in ${setting(facts)}`}. Check ${setting(facts)} and that the server is running.`,
  },
  'database-refuses-sign-in': {
    exit: 74,
    says: (facts: Facts) =>
      `The database refuses the user or the password${facts.detail ? ` "${facts.detail}"` : ''} in ${setting(facts)}.`,
  },
  'database-missing': {
    exit: 74,
    says: (facts: Facts) =>
      `The server in ${setting(facts)} has no database${facts.detail ? ` "${facts.detail}"` : ' of that name'}. Create it, or correct ${setting(facts)}.`,
  },
  'database-address-unclear': {
    exit: 74,
    says: (facts: Facts) =>
      `${setting(facts)} is not an address of the form postgresql://user:password@host:5432/database.`,
  },
  'database-address-missing': {
    exit: 74,
    says: (facts: Facts) =>
      `A database of your own is named, but Heed was not given ${facts.detail ?? 'an address'}. Each role has an address of its own; docs/how-to/bring-your-own-database.md says which.`,
  },
  'database-too-old': {
    exit: 74,
    says: (facts: Facts) =>
      `The database is PostgreSQL ${facts.detail ?? 'of an older version'}; Heed needs PostgreSQL 15 or later.`,
  },
  'database-not-ours': {
    exit: 74,
    says: (facts: Facts) =>
      `The database${facts.detail ? ` "${facts.detail}"` : ''} holds tables that are not Heed's. Give Heed an empty database of its own in ${setting(facts)}.`,
  },
  'database-not-prepared': {
    exit: 74,
    says: () =>
      'The database holds nothing of Heed yet. Start the web server once, or run npx heed migrate; both prepare it.',
  },
  'database-made-by-other': {
    exit: 74,
    says: (facts: Facts) =>
      `Heed's tables were made by the user "${facts.detail ?? ''}", so heed_migrate cannot bring them forward. Give Heed an empty database and restore a backup of this one into it.`,
  },
  'database-without-roles': {
    exit: 74,
    says: () =>
      'The database lacks the roles that Heed runs with. Let a superuser run db/roles.sql on it once, then start Heed again.',
  },
  'database-without-extension': {
    exit: 74,
    says: (facts: Facts) =>
      `The database server does not bring the extension ${facts.detail ?? 'btree_gist'}. Install the contrib package of its PostgreSQL, then start Heed again.`,
  },
  'database-owner-other': {
    exit: 74,
    says: (facts: Facts) =>
      `The database${facts.detail ? ` "${facts.detail}"` : ''} does not belong to heed_migrate. Let a superuser run db/roles.sql on it once, then start Heed again.`,
  },
  'database-user-other': {
    exit: 74,
    says: (facts: Facts) =>
      `The user in ${setting(facts)} is not the one for it: ${facts.detail ?? 'another role is needed'}. Correct ${setting(facts)}.`,
  },
  'database-user-too-strong': {
    exit: 74,
    says: (facts: Facts) =>
      `Heed does not run with the user in ${setting(facts)}: ${facts.detail ?? 'it may do more than it needs'}, so nothing in the database would hold it back. Name the role that db/roles.sql made for it.`,
  },
  'database-forbids': {
    exit: 74,
    says: (facts: Facts) =>
      `The database forbids something to the user in ${setting(facts)} (${facts.detail ?? 'permission denied'}). Let a superuser run db/roles.sql on it once, then start Heed again.`,
  },
  'database-ended': {
    exit: 75,
    says: (facts: Facts) =>
      `The embedded database ended by itself${facts.detail ? ` (${facts.detail})` : ''}. Nothing that was confirmed is lost; start Heed again.`,
  },
  'database-other-version': {
    exit: 75,
    says: (facts: Facts) =>
      `The data in ${facts.folder ?? ''} were written by PostgreSQL ${facts.detail ?? ''}, which this release of Heed does not bring. Back them up with the release that wrote them and restore them here.`,
  },
  'database-not-made': {
    exit: 75,
    says: (facts: Facts) =>
      `The database could not be made in ${facts.folder ?? 'the data folder'}: ${facts.detail ?? 'the log above says why'}. Nothing was kept; put that right and start Heed again.`,
  },
  'database-damaged': {
    exit: 75,
    says: (facts: Facts) =>
      `The database in ${facts.folder ?? ''} did not start: ${facts.detail ?? 'the log above says why'}. Restore the latest backup into an empty folder, or ask for help before you change anything in this one.`,
  },
  'no-embedded-server': {
    exit: 76,
    says: (facts: Facts) =>
      `No embedded PostgreSQL comes with Heed for ${facts.detail ?? 'this machine'}. Name a PostgreSQL 15 or later with DATABASE_URL.`,
  },
  'root-refused': {
    exit: 76,
    says: (facts: Facts) =>
      `PostgreSQL does not run as root, and no other user can reach ${facts.folder ?? 'the data folder'} on this machine. Start Heed as an ordinary user, or name a folder that every user can reach with HEED_DATA.`,
  },
  'backup-target-in-use': {
    exit: 77,
    says: (facts: Facts) =>
      `${facts.folder ?? 'That file'} exists already; a backup never overwrites another. Choose another name.`,
  },
  'backup-target-missing': {
    exit: 77,
    says: (facts: Facts) =>
      `There is no folder ${facts.folder ?? 'of that name'} to write the backup into. Make it, or name another place.`,
  },
  'restore-target-not-empty': {
    exit: 77,
    says: (facts: Facts) =>
      `${facts.folder ?? 'The database'} is not empty, and a restore never overwrites data. Name an empty folder or an empty database.`,
  },
  'restore-unfinished': {
    exit: 77,
    says: (facts: Facts) =>
      `A restore into ${facts.folder ?? 'this folder'} did not finish, so Heed does not open it. Empty the folder and restore again.`,
  },
  'restore-other-release': {
    exit: 78,
    says: (facts: Facts) =>
      `The backup was made by another release of Heed (${facts.detail ?? 'its database has steps that this one lacks'}). Restore it with that release or a later one.`,
  },
  'restore-not-allowed': {
    exit: 78,
    says: () =>
      'This database user may not load a backup exactly. Let a superuser run db/roles.sql on the server once and name heed_migrate with DATABASE_MIGRATE_URL, or name a superuser with --load-as.',
  },
  'restore-keys-missing': {
    exit: 78,
    says: (facts: Facts) =>
      `The backup needs ${facts.detail ?? 'keys'} of the installation that it was made from, and ${facts.folder ?? 'the key folder'} does not hold them. Name the folder of its keys with --keys, or restore what opens without them with --without-keys.`,
  },
  'restore-keys-wrong': {
    exit: 78,
    says: (facts: Facts) =>
      `${facts.folder ?? 'The key file'} holds another key than the one that the backup was made with, so its content would stay closed. Name the folder of the right keys with --keys.`,
  },
  'restore-differs': {
    exit: 78,
    says: (facts: Facts) =>
      `What was restored differs from the backup (${facts.detail ?? 'in its rows'}), so it was not opened and was taken away again.`,
  },
  'restore-audit-broken': {
    exit: 78,
    says: (facts: Facts) =>
      `The audit in the backup does not hold (${facts.detail ?? 'heed audit verify says how'}), so it was not opened and was taken away again.`,
  },
  'field-key-wrong': {
    exit: 78,
    says: (facts: Facts) =>
      `${facts.folder ?? 'The field.key'} is not the key that this installation was made with, so nobody's authenticator would open and nobody could sign in. Put the right field.key there and start Heed again; if it is lost, restore a backup with --without-keys.`,
  },
  'backup-unreadable': {
    exit: 78,
    says: (facts: Facts) =>
      `The backup cannot be trusted: ${facts.detail ?? 'it was changed or cut short'}. Nothing was opened; use another copy.`,
  },
  'backup-key-wrong': {
    exit: 78,
    says: () =>
      "The backup was made with another key than the one that was named. Name the folder of its installation's keys with --keys, or its backup.key alone with --key.",
  },
  'backup-key-unusable': {
    exit: 78,
    says: (facts: Facts) =>
      `The key file ${facts.folder ?? ''} cannot be used: ${facts.detail ?? 'it must hold 32 bytes in base64'}.`,
  },
} as const satisfies Record<string, { exit: number; says: (facts: Facts) => string }>

/** The variable that holds the address which is meant. */
function setting(facts: Facts): string {
  return facts.setting ?? 'DATABASE_URL'
}

function reason(cause: unknown): string {
  const words: Readonly<Record<string, string>> = {
    EACCES: 'it may not write there',
    EPERM: 'it may not write there',
    EROFS: 'it is on a disk that can only be read',
    ENOTDIR: 'a part of its path is a file',
    EEXIST: 'a file has that name',
    ENOSPC: 'the disk is full',
  }
  return words[fieldOf(cause, 'code') ?? ''] ?? 'the system refused'
}
