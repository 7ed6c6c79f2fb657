import type { ParseArgsOptionsConfig } from 'node:util'
import path from 'node:path'
import { checkpoint, signRefusalWords } from '#platform/audit/checkpoint.ts'
import { prepareSigningKey, publicKeyFile } from '#platform/audit/signing-key.ts'
import {
  auditCoverage,
  checkProof,
  dumpAudit,
  proveEntry,
  verifyAudit,
} from '#platform/audit/verify/index.ts'
import type { Verdict } from '#platform/audit/verify/index.ts'
import { seenLine, whoLooked } from '#platform/audit/who-looked.ts'
import { systemClock } from '#platform/clock.ts'
import { withClient } from '#platform/jobs/with-client.ts'
import { keyFrom } from '#platform/keys.ts'
import { signingKeyFile } from '#platform/places.ts'
import { parseUid } from '#shared/ids.ts'
import { needed, numberOf, withRoles, WrongUse } from './command.ts'
import type { Cli, Command, Typed } from './command.ts'
import { counted } from './counted.ts'
import { asOperator, startService } from './operator.ts'

function answer(cli: Cli, verdict: Verdict): number {
  for (const line of verdict.lines) cli.say(line)
  return verdict.code
}

const witnesses: ParseArgsOptionsConfig = {
  anchors: { type: 'string', multiple: true },
  pub: { type: 'string' },
  dump: { type: 'string' },
}

function witnessed(cli: Cli, typed: Typed) {
  const anchors = typed.texts('anchors')
  return {
    anchors: anchors.length > 0 ? anchors : [cli.config.anchorFolder],
    pub: typed.text('pub') ?? publicKeyFile(signingKeyFile(cli.config)),
  }
}

/** Works on a dump without a database, or on the database as the auditor. */
async function withSource(
  cli: Cli,
  typed: Typed,
  work: (source: Parameters<typeof verifyAudit>[0]['source']) => Promise<number>,
): Promise<number> {
  const dump = typed.text('dump')
  if (dump !== undefined) return work({ dump })
  return withRoles(cli, ['auditor'], (installation) =>
    work({ connect: installation.connect('auditor') }),
  )
}

const verify: Command = {
  name: 'audit verify',
  usage:
    '[--chain N|all] [--from N] [--to N] [--anchors FOLDER]… [--pub KEY.pub] [--dump FILE] [--json]',
  summary:
    'Check that the audit is what it was: exit code 0, or 2 to 6 with the place (docs/how-to/verify-the-audit.md).',
  options: {
    ...witnesses,
    chain: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (cli, typed) =>
    withSource(cli, typed, async (source) => {
      const from = numberOf(typed, 'from')
      const to = numberOf(typed, 'to')
      const verdict = await verifyAudit({
        source,
        chain: typed.text('chain') === 'all' ? 'all' : (numberOf(typed, 'chain') ?? 'all'),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...witnessed(cli, typed),
        json: typed.flag('json'),
      })
      return answer(cli, verdict)
    }),
}

/** The database would refuse another text with an error of its own. */
function asMoment(name: string, text: string): string {
  if (!Number.isNaN(Date.parse(text))) return text
  throw new WrongUse(`--${name} is a moment like 2026-11-01T00:00:00Z.`)
}

const coverage: Command = {
  name: 'audit coverage',
  usage: '--since MOMENT [--ingress FILE]',
  summary: 'Check that everything that changed or left since then is in the audit.',
  options: { since: { type: 'string' }, ingress: { type: 'string' } },
  run: async (cli, typed) => {
    const since = asMoment('since', needed(typed, 'since'))
    return withRoles(cli, ['auditor'], async (installation) => {
      const ingress = typed.text('ingress')
      const verdict = await auditCoverage({
        connect: installation.connect('auditor'),
        since,
        ...(ingress !== undefined && { ingress }),
      })
      return answer(cli, verdict)
    })
  },
}

const prove: Command = {
  name: 'audit prove',
  usage: '--event CHAIN/PLACE|HASH [--anchors FOLDER]… [--pub KEY.pub] [--dump FILE]',
  summary: 'Write the proof that one entry was recorded as it is, to hand to somebody outside.',
  options: { ...witnesses, event: { type: 'string' } },
  run: async (cli, typed) =>
    withSource(cli, typed, async (source) =>
      answer(
        cli,
        await proveEntry({ source, ...witnessed(cli, typed), event: needed(typed, 'event') }),
      ),
    ),
}

const proofCheck: Command = {
  name: 'audit check-proof',
  usage: 'PROOF.json [--pub KEY.pub]',
  summary: 'Check such a proof; needs no database.',
  options: { pub: { type: 'string' } },
  words: 1,
  run: (cli, typed) => {
    const { pub } = witnessed(cli, typed)
    const proof = path.resolve(typed.words[0] ?? '')
    return Promise.resolve(answer(cli, checkProof({ proof, pub })))
  },
}

const dump: Command = {
  name: 'audit dump',
  usage: 'FILE',
  summary: 'Write the audit as JSON lines that verify and prove read without a database.',
  words: 1,
  run: async (cli, typed) =>
    withRoles(cli, ['auditor'], async (installation) => {
      const file = path.resolve(typed.words[0] ?? '')
      const entries = await dumpAudit({ connect: installation.connect('auditor'), file })
      cli.say(`${counted(entries, 'entry', 'entries')}.`)
      return 0
    }),
}

const sign: Command = {
  name: 'audit checkpoint',
  usage: '',
  summary: 'Sign what the audit holds now, as the server does every minute.',
  run: async (cli) =>
    withRoles(cli, ['auditor'], async (installation) => {
      const keyFile = signingKeyFile(cli.config)
      prepareSigningKey(keyFile)
      const folder = cli.config.anchorFolder
      const now = systemClock.now()
      const signed = await withClient(installation.connect('auditor'), (client) =>
        checkpoint({ client, keyFile, folder, now }),
      )
      for (const one of signed) {
        if (one.outcome === 'refused')
          cli.complain(
            `chain ${one.chain}: not signed, ${one.reason} at ${one.seq}. ${signRefusalWords[one.reason]}`,
          )
        else cli.say(`chain ${one.chain}: ${one.outcome}, ${counted(one.size, 'entry', 'entries')}`)
      }
      return signed.some((one) => one.outcome === 'refused') ? 3 : 0
    }),
}

/** The same for what is no id: an address or a reference, most likely. */
function asUid(name: string, text: string): string {
  const uid = parseUid(text.trim())
  if (uid !== undefined) return uid
  throw new WrongUse(
    `--${name} is an id like 0f8fad5b-d9cb-469f-a165-70867728950e, as the audit writes it.`,
  )
}

function askedOf(typed: Typed): Readonly<Record<string, string>> {
  const checks = {
    scope: asUid,
    person: asUid,
    actor: asUid,
    since: asMoment,
    until: asMoment,
  } as const
  const asked = Object.entries(checks).flatMap(([name, check]) => {
    const value = typed.text(name)
    return value === undefined ? [] : [[name, check(name, value)]]
  })
  if (asked.length === 0) throw new WrongUse('Say --scope, --person or --actor.')
  return Object.fromEntries(asked)
}

const who: Command = {
  name: 'audit who',
  usage:
    '--partnership NAME --scope UID | --person UID | --actor UID [--since MOMENT] [--until MOMENT]',
  summary:
    'Say who did, saw or was refused something about a scope or a person; the question is recorded too.',
  options: {
    partnership: { type: 'string' },
    scope: { type: 'string' },
    person: { type: 'string' },
    actor: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
  },
  run: async (cli, typed) => {
    const asked = askedOf(typed)
    const partnership = needed(typed, 'partnership')
    return withRoles(cli, ['migrate', 'app'], async (installation) => {
      const fieldKey = keyFrom(cli.config.keyFolder, 'field')
      const { token } = await asOperator(cli, installation, async (client) => {
        const service = {
          partnership,
          name: 'Command line: audit',
          role: 'auditor' as const,
          lifetime: '10 minutes',
        }
        const result = await startService(client, fieldKey, service)
        const object = { type: 'principal', uid: result.uid }
        return { result, entry: { event: 'session.started-for-command', object } }
      })
      const seen = await withClient(installation.connect('app'), async (client) => {
        await client.query('begin')
        await client.query(`select set_config('heed.session', $1, true)`, [token])
        await client.query(`select set_config('heed.request', gen_random_uuid()::text, true)`)
        const entries = await whoLooked({ client, ...asked })
        await client.query(
          'select access.end_session(uid) from access.sessions_of(access.principal_id()) where is_this',
        )
        await client.query('commit')
        return entries
      })
      for (const entry of seen) cli.say(seenLine(entry))
      return 0
    })
  },
}

/** The commands about the audit. */
export const auditCommands: readonly Command[] = [
  verify,
  coverage,
  prove,
  proofCheck,
  dump,
  sign,
  who,
]
