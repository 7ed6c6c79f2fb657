import type { ClientConfig } from 'pg'
import type { House } from '#platform/http/house.ts'
import type { Postman } from '#platform/mail/postman.ts'

/** What jobs work with: the same house that serves pages, and the few things that only jobs need. */
export interface JobHouse {
  readonly web: House
  /** How the queue's own role, the auditor and the backup reach the database. */
  readonly connect: {
    readonly jobs: ClientConfig
    readonly auditor: ClientConfig
    readonly backup: ClientConfig
  }
  /** Who signs the audit's checkpoints, and where they lie. */
  readonly signing: { readonly keyFile: string; readonly folder: string }
  readonly postman: Postman
  /** The address that people type; links in messages begin with it. */
  readonly url: string
  readonly mailFrom: string
}
