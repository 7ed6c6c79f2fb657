import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { openApi } from '#platform/http/openapi.ts'
import type { Route } from '#platform/http/route.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import type { Command } from './command.ts'

function described(route: Route) {
  const { method, path: address, kind, can, audit, module, stepUp } = route
  const recorded = typeof audit === 'string' ? audit : `none: ${audit.none}`
  return { method, path: address, kind, can, audit: recorded, module, stepUp }
}

function lines(routes: readonly Route[]): string[] {
  return routes.map((route) => {
    const { method, path: address, can, audit, stepUp } = described(route)
    const confirm = stepUp === true ? ', confirmed' : ''
    return `${method.padEnd(4)} ${address.padEnd(56)} ${can}${confirm}  ${audit}`
  })
}

const routes: Command = {
  name: 'routes',
  usage: '[--json | --openapi]',
  summary: 'List every address of Heed with who may use it and what the audit records.',
  options: { json: { type: 'boolean' }, openapi: { type: 'boolean' } },
  run: (cli, typed) => {
    const all = cli.root.routesFor(cli.config)
    const facts = { version: cli.root.build, url: cli.config.url }
    if (typed.flag('openapi')) cli.say(JSON.stringify(openApi(all, facts), null, 2))
    else if (typed.flag('json')) cli.say(JSON.stringify(all.map(described), null, 2))
    else for (const line of lines(all)) cli.say(line)
    return Promise.resolve(0)
  },
}

const policy: Command = {
  name: 'policy export',
  usage: '',
  summary:
    'Print the policy as one JSON document: roles, permissions, scopes, the order of decision.',
  run: (cli) => {
    const folder = path.join(projectFolder(), 'policy')
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
    const parts = files.toSorted().map((name): [string, unknown] => {
      const text = readFileSync(path.join(folder, name), 'utf8')
      return [path.basename(name, '.json'), JSON.parse(text)]
    })
    cli.say(JSON.stringify(Object.fromEntries(parts), null, 2))
    return Promise.resolve(0)
  },
}

/** The commands that describe Heed and need no database. */
export const describedCommands: readonly Command[] = [routes, policy]
