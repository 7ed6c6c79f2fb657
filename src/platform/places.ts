import path from 'node:path'
import type { Config } from './config.ts'

/** Where what is handed in lies, beside the database. */
export function filesFolder(config: Pick<Config, 'dataFolder'>): string {
  return path.join(config.dataFolder, 'files')
}

/** Where messages are put when there is no mail server. */
export function outboxFolder(config: Pick<Config, 'dataFolder'>): string {
  return path.join(config.dataFolder, 'outbox')
}

/** The key that signs the audit's checkpoints; it lies outside the data folder, its public half beside it. */
export function signingKeyFile(config: Pick<Config, 'keyFolder'>): string {
  return path.join(config.keyFolder, 'audit-signing.key')
}
