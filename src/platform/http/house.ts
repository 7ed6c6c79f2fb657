import type { RunningEmergency } from '#platform/access/emergency-access.ts'
import type { Pool } from '#platform/db/connection.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { ModuleName } from '#platform/access/module.ts'
import type { Clock } from '#platform/clock.ts'
import type { Proxies } from '#platform/config.ts'
import type { Visitor } from '#platform/context.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { Announce } from '#platform/facts/facts.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import type { Log } from '#platform/log.ts'
import type { Instant } from '#shared/dates.ts'
import type { Returned } from './draft-line.tsx'
import type { Can, Route } from './route.ts'

/** One entry of the navigation: where it leads and who sees it. */
export interface NavigationItem {
  readonly href: string
  readonly text: string
  readonly can: Can
  readonly module?: ModuleName
}

/** All that the web server needs to serve: given by `main.ts`, or by a test. */
export interface House {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly routes: readonly Route[]
  readonly navigation: readonly NavigationItem[]
  readonly announce: Announce
  readonly files: FileStore
  /** The key that drafts are sealed with; it lies outside the data folder. */
  readonly draftKey: Buffer
  /** Without it the database gives no value of a vault to the publication gate; it lies outside the data folder. */
  readonly gateSecret: string
  readonly origins: readonly string[]
  /** Cookies are marked Secure and bound to the host name when Heed is served over https. */
  readonly secure: boolean
  readonly build: string
  readonly assetsFolder: string
  readonly limits: { readonly requestsPerMinute: number }
  /** The proxies before the server, whose word about a visitor's address counts. */
  readonly proxies?: Proxies | undefined
}

/** Who asks: the token of the session, and the id of the request under which everything is logged. */
export interface Asked {
  readonly token: string | undefined
  readonly requestId: string
}

/** Whoever meets a handler. */
export type Anybody = Actor | Visitor

/** What the layout needs beyond what the page itself shows. */
export interface Around {
  readonly actor: Anybody
  readonly path: string
  readonly now: Instant
  /** The sentence of the act that led here. */
  readonly notice: string | undefined
  /** The page's form as it is shown; its problems stand at the top. */
  readonly form: PageForm
  /** What the reader was typing there before. */
  readonly returned: Returned | undefined
  readonly navigation: readonly NavigationItem[]
  /** The reader's emergency access that runs now. */
  readonly emergency?: readonly RunningEmergency[]
}
