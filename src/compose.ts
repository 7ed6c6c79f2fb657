import path from 'node:path'
import { prepareSigningKey } from '#platform/audit/signing-key.ts'
import { systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { openPool } from '#platform/db/connection.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import { announcer } from '#platform/facts/facts.ts'
import { fileStore } from '#platform/files/file-store.ts'
import type { House } from '#platform/http/house.ts'
import type { Installation } from '#platform/installation.ts'
import type { JobHouse } from '#platform/jobs/job-house.ts'
import { keyFrom } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'
import { postmanFor } from '#platform/mail/postman.ts'
import { filesFolder, outboxFolder, signingKeyFile } from '#platform/places.ts'
import { navigation, reactions, routesFor } from './app.ts'
import { build } from './build-name.ts'

/** Puts the house together for a process: `name` is how its log calls it, `connections` how many it may open. */
export function houseOf(
  config: Config,
  installation: Installation,
  process: { name: string; connections: number },
): House {
  const url = new URL(config.url)
  return {
    pool: openPool(installation.connect('app'), process.connections),
    clock: systemClock,
    log: openLog({ level: config.logLevel, name: process.name }),
    routes: routesFor({ keys: { fieldKey: keyFrom(config.keyFolder, 'field') }, url: config.url }),
    navigation,
    announce: announcer(reactions),
    files: fileStore({ folder: filesFolder(config), key: keyFrom(config.keyFolder, 'files') }),
    draftKey: keyFrom(config.keyFolder, 'drafts'),
    gateSecret: keyFrom(config.keyFolder, 'gate').toString('base64url'),
    origins: [url.origin],
    secure: url.protocol === 'https:',
    build,
    assetsFolder: path.join(projectFolder(), 'dist', 'assets'),
    limits: { requestsPerMinute: config.requestsPerMinute },
    proxies: config.proxies,
  }
}

/** The same house with what only its jobs need. */
export function jobHouseOf(config: Config, installation: Installation, web: House): JobHouse {
  const keyFile = signingKeyFile(config)
  prepareSigningKey(keyFile)
  return {
    web,
    connect: {
      jobs: installation.connect('jobs'),
      auditor: installation.connect('auditor'),
      backup: installation.connect('backup'),
    },
    signing: { keyFile, folder: config.anchorFolder },
    postman: postmanFor({ smtpUrl: config.smtpUrl, outbox: outboxFolder(config) }),
    url: config.url,
    mailFrom: config.mailFrom,
  }
}
