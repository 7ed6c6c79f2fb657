import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { refuseToRun } from './lifecycle-errors.ts'

const folder = z
  .string()
  .min(1)
  .transform((text) => path.resolve(text))
/** Figures alone: what JavaScript would also take for a number is a slip of the hand here. */
const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
const port = whole.pipe(z.number().max(65_535))

/** How many proxies stand before Heed, or their addresses. */
export type Proxies = number | readonly string[]

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits, ...rest] = text.split('/')
  const most = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  if (most === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)
}

/** A number from 0 to 9 counts proxies; anything else is a list of their addresses or networks. */
const proxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => /^\d$/.test(parts.join()) || parts.every(isNetwork))
  .transform((parts): Proxies | undefined => {
    const [first = ''] = parts
    return /^\d$/.test(first) ? Number(first) || undefined : parts
  })

const Environment = z.object({
  HEED_DATA: folder.default(path.resolve('data')),
  HEED_KEYS: folder.optional(),
  HEED_ANCHORS: folder.optional(),
  HEED_PROXIES: proxies.optional(),
  HEED_URL: z.url({ protocol: /^https?$/ }).optional(),
  HEED_SAMPLE: z.enum(['yes', 'no']).default('yes'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  PUBLIC_PORT: port.default(3001),
  DATABASE_URL: z.string().optional(),
  DATABASE_MIGRATE_URL: z.string().optional(),
  DATABASE_PUBLIC_URL: z.string().optional(),
  DATABASE_AUDITOR_URL: z.string().optional(),
  DATABASE_JOBS_URL: z.string().optional(),
  DATABASE_BACKUP_URL: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('heed@heed.invalid'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  REQUESTS_PER_MINUTE: whole.pipe(z.number().min(1)).default(600),
})

/** What each variable may be, where not every text will do. */
const mayBe: Readonly<Partial<Record<string, string>>> = {
  HEED_URL: 'the address that people type, such as https://heed.example.org',
  HEED_PROXIES:
    'the number of proxies before Heed (0 to 9), or their addresses, such as 10.0.0.5, 10.1.0.0/16',
  HEED_SAMPLE: 'yes or no',
  PORT: 'a whole number from 0 to 65535',
  PUBLIC_PORT: 'a whole number from 0 to 65535',
  SMTP_URL: 'an address such as smtps://user:password@mail.example.org',
  LOG_LEVEL: 'debug, info, warn, error or silent',
  REQUESTS_PER_MINUTE: 'a whole number from 1 up',
}

/** How this installation is set up; read once, from the environment, and nowhere else. */
export interface Config {
  readonly dataFolder: string
  /** Keys lie beside the data folder, never in it: a copy of the data alone opens nothing. */
  readonly keyFolder: string
  /** Signed checkpoints of the audit lie where the data folder's owner can be contradicted by them. */
  readonly anchorFolder: string
  readonly url: string
  readonly host: string
  readonly port: number
  readonly publicPort: number
  /** Addresses of an external PostgreSQL, by role; as far as they were given; none means the embedded one. */
  readonly database: ExternalDatabase | undefined
  /** An empty data folder is filled with the invented partnership. */
  readonly sample: boolean
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly logLevel: string
  readonly requestsPerMinute: number
  /** Whose word about a visitor's address counts; nobody's unless it was said. */
  readonly proxies: Proxies | undefined
}

/** The variables that name, for each role, the address at which it reaches an external PostgreSQL. */
export const addressVariables = {
  app: 'DATABASE_URL',
  migrate: 'DATABASE_MIGRATE_URL',
  public: 'DATABASE_PUBLIC_URL',
  auditor: 'DATABASE_AUDITOR_URL',
  jobs: 'DATABASE_JOBS_URL',
  backup: 'DATABASE_BACKUP_URL',
} as const

/** The roles that a process may reach the database as. */
export type ProcessRole = keyof typeof addressVariables

/** The addresses of an external PostgreSQL that were given; a role without one is never served by another's. */
export type ExternalDatabase = Readonly<Partial<Record<ProcessRole, string>>>

type Environment = z.output<typeof Environment>

/** One address is enough to mean a database of one's own: Heed then starts none, and says which others it lacks. */
function external(env: Environment): ExternalDatabase | undefined {
  const given = Object.entries(addressVariables).flatMap(([role, variable]) => {
    const address = env[variable]
    return address === undefined ? [] : [[role, address]]
  })
  return given.length === 0 ? undefined : Object.fromEntries(given)
}

/** The values themselves are not repeated: some of them are secrets. */
function refuse(error: z.ZodError): never {
  const names = [...new Set(error.issues.map(({ path: [name] }) => String(name)))]
  const detail = names.map((name) => `${name} must be ${mayBe[name] ?? 'another text'}`).join(', ')
  refuseToRun('setting-unclear', { detail })
}

/** Reads the environment; what is empty counts as not given, and a value that is not of its shape is named. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const given = Object.entries(environment).filter(([, value]) => value !== '')
  const read = Environment.safeParse(Object.fromEntries(given))
  if (!read.success) return refuse(read.error)
  const env = read.data
  return {
    dataFolder: env.HEED_DATA,
    keyFolder: env.HEED_KEYS ?? `${env.HEED_DATA}-keys`,
    anchorFolder: env.HEED_ANCHORS ?? `${env.HEED_DATA}-anchors`,
    url: env.HEED_URL ?? `http://localhost:${env.PORT}`,
    host: env.HOST,
    port: env.PORT,
    publicPort: env.PUBLIC_PORT,
    database: external(env),
    sample: env.HEED_SAMPLE === 'yes',
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    logLevel: env.LOG_LEVEL,
    requestsPerMinute: env.REQUESTS_PER_MINUTE,
    proxies: env.HEED_PROXIES,
  }
}
