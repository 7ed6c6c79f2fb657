/**
 * What can keep an installation from starting or from going on: for each one clear sentence and an exit code.
 * The codes lie above those that Node and shells use for themselves.
 */
const refusals = {
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
      `Port ${facts.detail ?? ''} is already in use by another program. Stop that program, or choose another port with PORT.`,
  },
  'port-forbidden': {
    exit: 72,
    says: (facts: Facts) =>
      `This user may not listen on port ${facts.detail ?? ''}. Choose a port from 1024 up with PORT.`,
  },
  'disk-full': {
    exit: 73,
    says: (facts: Facts) =>
      `The disk that holds ${facts.folder ?? 'the data'} is full. Nothing that was confirmed is lost; make room and start Heed again.`,
  },
  'database-unreachable': {
    exit: 74,
    says: (facts: Facts) =>
      `No database answers at ${facts.detail ?? 'the address in DATABASE_URL'}. Check DATABASE_URL and that the server is running.`,
  },
  'database-refuses-sign-in': {
    exit: 74,
    says: (facts: Facts) =>
      `The database refuses the user or the password${facts.detail ? ` "${facts.detail}"` : ''} in DATABASE_URL.`,
  },
  'database-missing': {
    exit: 74,
    says: (facts: Facts) =>
      `The server in DATABASE_URL has no database${facts.detail ? ` "${facts.detail}"` : ' of that name'}. Create it, or correct DATABASE_URL.`,
  },
  'database-address-unclear': {
    exit: 74,
    says: () =>
      'DATABASE_URL is not an address of the form postgresql://user:password@host:5432/database.',
  },
  'database-too-old': {
    exit: 74,
    says: (facts: Facts) =>
      `The database is PostgreSQL ${facts.detail ?? 'of an older version'}; Heed needs PostgreSQL 15 or later.`,
  },
  'database-not-ours': {
    exit: 74,
    says: (facts: Facts) =>
      `The database${facts.detail ? ` "${facts.detail}"` : ''} holds tables that are not Heed's. Give Heed an empty database of its own in DATABASE_URL.`,
  },
  'database-without-roles': {
    exit: 74,
    says: () =>
      'The database lacks the roles that Heed runs with. Let a superuser run db/roles.sql on it once, then start Heed again.',
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
      'This database user may not load a backup exactly. Use a superuser, or let one run: grant set on parameter session_replication_role to heed_migrate.',
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
  'backup-unreadable': {
    exit: 78,
    says: (facts: Facts) =>
      `The backup cannot be trusted: ${facts.detail ?? 'it was changed or cut short'}. Nothing was opened; use another copy.`,
  },
  'backup-key-wrong': {
    exit: 78,
    says: (facts: Facts) =>
      `The backup was made with another key than the one in ${facts.folder ?? 'the key file'}. Name the right key file.`,
  },
  'backup-key-unusable': {
    exit: 78,
    says: (facts: Facts) =>
      `The key file ${facts.folder ?? ''} cannot be used: ${facts.detail ?? 'it must hold 32 bytes'}.`,
  },
} as const satisfies Record<string, { exit: number; says: (facts: Facts) => string }>

type Facts = { readonly folder?: string; readonly detail?: string; readonly cause?: unknown }

/** The name of a reason for which an installation does not start or go on. */
export type LifecycleCode = keyof typeof refusals

/** Every reason for which Heed does not start, for the list of errors and its test. */
export const lifecycleCodes = Object.keys(refusals) as readonly LifecycleCode[]

/** Heed cannot start or go on; the message is the one sentence that its administrator reads. */
export class LifecycleRefusal extends Error {
  readonly code: LifecycleCode
  readonly exit: number
  constructor(code: LifecycleCode, facts: Facts = {}) {
    super(refusals[code].says(facts), { cause: facts.cause })
    this.name = 'LifecycleRefusal'
    this.code = code
    this.exit = refusals[code].exit
  }
}

/** Ends the start with the sentence for this reason. */
export function refuseToRun(code: LifecycleCode, facts: Facts = {}): never {
  throw new LifecycleRefusal(code, facts)
}

/** What an error of the system or of the database means for the administrator; undefined for a fault of our own. */
export function explainLifecycle(error: unknown, facts: Facts = {}): LifecycleRefusal | undefined {
  if (error instanceof LifecycleRefusal) return error
  const code = meaningOf(error)
  if (code !== undefined) {
    const detail = detailOf(error)
    const { folder } = facts
    return new LifecycleRefusal(code, {
      cause: error,
      ...(folder !== undefined && { folder }),
      ...(detail !== undefined && { detail }),
    })
  }
  const inner = error instanceof AggregateError ? error.errors : [causeOf(error)]
  for (const one of inner) {
    const found = one === undefined ? undefined : explainLifecycle(one, facts)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether a write failed only because the disk is full, so that writes are refused and reading goes on. */
export function isDiskFull(error: unknown): boolean {
  return explainLifecycle(error)?.code === 'disk-full'
}

/** System error names, where it matters with the call that failed, and the SQLSTATE codes of PostgreSQL's appendix A. */
const meanings: Readonly<Record<string, LifecycleCode>> = {
  'listen EADDRINUSE': 'port-in-use',
  'listen EACCES': 'port-forbidden',
  'connect ENOENT': 'database-unreachable',
  'connect EACCES': 'database-unreachable',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  '53100': 'disk-full',
  EROFS: 'folder-unusable',
  EACCES: 'folder-unusable',
  EPERM: 'folder-unusable',
  ENOTDIR: 'folder-unusable',
  ECONNREFUSED: 'database-unreachable',
  ECONNRESET: 'database-unreachable',
  ENOTFOUND: 'database-unreachable',
  EAI_AGAIN: 'database-unreachable',
  ETIMEDOUT: 'database-unreachable',
  EHOSTUNREACH: 'database-unreachable',
  ENETUNREACH: 'database-unreachable',
  '57P03': 'database-unreachable',
  ERR_INVALID_URL: 'database-address-unclear',
  '28P01': 'database-refuses-sign-in',
  '28000': 'database-refuses-sign-in',
  '3D000': 'database-missing',
}

function meaningOf(error: unknown): LifecycleCode | undefined {
  const code = field(error, 'code')
  if (code === undefined) {
    // A server without the password that we offer, or a driver without one that the server asks for, has no code.
    const text = error instanceof Error ? error.message : ''
    return /password must be a string|SASL/.test(text) ? 'database-refuses-sign-in' : undefined
  }
  return meanings[`${field(error, 'syscall') ?? ''} ${code}`] ?? meanings[code]
}

/** The port, address, user or database that the error is about: never a password. */
function detailOf(error: unknown): string | undefined {
  const address = field(error, 'address') ?? field(error, 'hostname')
  const port = field(error, 'port')
  if (field(error, 'syscall') === 'listen') return port
  if (address !== undefined) return port === undefined ? address : `${address}:${port}`
  const text = error instanceof Error ? error.message : ''
  return /(?:user|role|database) "([^"]+)"/.exec(text)?.[1]
}

function field(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined
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
  return words[field(cause, 'code') ?? ''] ?? 'the system refused'
}
