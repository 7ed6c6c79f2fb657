import { createEnrolmentLink } from '#features/accounts/index.ts'
import { allRoles, isRoleName } from '#platform/access/role.ts'
import type { Installation } from '#platform/installation.ts'
import { keyFrom } from '#platform/keys.ts'
import { sayDateInFull, sayTime } from '#shared/date-words.ts'
import { londonTime } from '#shared/dates.ts'
import { needed, numberOf, withInstallation, WrongUse } from './command.ts'
import type { Cli, Command } from './command.ts'
import { counted } from './counted.ts'
import { asOperator, partnershipId, startService } from './operator.ts'

const addPartnership: Command = {
  name: 'partnership add',
  usage: '--name NAME --slug NAME-IN-ADDRESSES',
  summary: 'Add a partnership to the installation.',
  options: { name: { type: 'string' }, slug: { type: 'string' } },
  run: async (cli, typed) =>
    withInstallation(cli, async (installation) => {
      const [name, slug] = [needed(typed, 'name'), needed(typed, 'slug')]
      if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(slug)) {
        throw new WrongUse('--slug is made of small letters, figures and hyphens.')
      }
      const added = await asOperator(cli, installation, async (client) => {
        const { rows } = await client.query<{ uid: string }>(
          'insert into access.partnership (name, slug) values ($1, $2) on conflict do nothing returning uid',
          [name, slug],
        )
        const [row] = rows
        if (row === undefined) throw new WrongUse(`There is a partnership "${slug}" already.`)
        const object = { type: 'partnership', uid: row.uid }
        return { result: row.uid, entry: { event: 'partnership.added', object } }
      })
      cli.say(
        `${name} is added (${added}). Add its first administrator with: npx heed user add --partnership ${slug} --name NAME --role administrator`,
      )
      return 0
    }),
}

const addUser: Command = {
  name: 'user add',
  usage: '--partnership NAME --name NAME --role ROLE',
  summary: 'Add a person and print their one-time link; the way to the first administrator.',
  options: {
    partnership: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
  },
  run: async (cli, typed) =>
    withInstallation(cli, async (installation) => {
      const role = needed(typed, 'role')
      if (!isRoleName(role)) throw new WrongUse(`--role is one of: ${allRoles.join(', ')}.`)
      const partnership = needed(typed, 'partnership')
      const name = needed(typed, 'name')
      const made = await asOperator(cli, installation, async (client) => {
        await partnershipId(client, partnership)
        const asked = { partnership, name, role, url: cli.config.url }
        const result = await createEnrolmentLink(client, asked)
        const object = { type: 'principal', uid: result.person }
        return { result, entry: { event: 'account.added-by-operator', object } }
      })
      cli.say(made.link)
      const day = sayDateInFull(londonTime(made.expiresAt).date)
      cli.say(`It works once, until ${sayTime(made.expiresAt)} on ${day}. Give it to nobody else.`)
      return 0
    }),
}

/** A year at most, so that a forgotten service does not read for ever. */
const mostDays = 365

const serviceToken: Command = {
  name: 'service-token',
  usage:
    '--partnership NAME --name NAME [--agency AGENCY] [--days N] | --partnership NAME --name NAME --end',
  summary:
    'Print a token with which a service reads recommendations through the API and, with an agency, gives evidence for it; or end its tokens.',
  options: {
    partnership: { type: 'string' },
    name: { type: 'string' },
    agency: { type: 'string' },
    days: { type: 'string' },
    end: { type: 'boolean' },
  },
  run: async (cli, typed) =>
    withInstallation(cli, async (installation) => {
      const [partnership, name] = [needed(typed, 'partnership'), needed(typed, 'name')]
      const days = numberOf(typed, 'days') ?? 90
      if (days < 1 || days > mostDays) throw new WrongUse(`--days is from 1 to ${mostDays}.`)
      if (typed.flag('end')) {
        const ended = await endService(cli, installation, { partnership, name })
        cli.say(`${counted(ended, 'token')} ended.`)
        return ended > 0 ? 0 : 1
      }
      const fieldKey = keyFrom(cli.config.keyFolder, 'field')
      const { token } = await asOperator(cli, installation, async (client) => {
        const lifetime = `${days} days`
        const agency = typed.text('agency')
        const role = agency === undefined ? 'reading-service' : 'evidence-service'
        const service = { partnership, name, role, agency, lifetime } as const
        const result = await startService(client, fieldKey, service)
        const object = { type: 'principal', uid: result.uid }
        return { result, entry: { event: 'service.token-given', object } }
      })
      cli.say(token)
      cli.complain(
        `It is shown this once and ends after ${counted(days, 'day')}. Send it as: Authorization: Bearer TOKEN`,
      )
      return 0
    }),
}

async function endService(
  cli: Cli,
  installation: Installation,
  { partnership, name }: { partnership: string; name: string },
): Promise<number> {
  return asOperator(cli, installation, async (client) => {
    const here = await partnershipId(client, partnership)
    const { rowCount } = await client.query(
      `update access.session s set revoked_at = now() from access.principal p
        where p.partnership_id = $1 and p.kind = 'service' and p.name = $2
          and s.partnership_id = p.partnership_id and s.principal_id = p.id and s.revoked_at is null and s.expires_at > now()`,
      [here, name],
    )
    return { result: rowCount ?? 0, entry: { event: 'service.tokens-ended' } }
  })
}

/** The commands about who may come in. */
export const peopleCommands: readonly Command[] = [addPartnership, addUser, serviceToken]
