import { sql } from 'kysely'
import type { Tx } from '#platform/db/transaction.ts'
import { askOne } from './ask.ts'
import type { ModuleName } from './module.ts'

/** Switches a module on or off for the own partnership; what is recorded stays. The database asks for `module:switch`. */
export async function switchModule(tx: Tx, module: ModuleName, isOn: boolean): Promise<void> {
  await askOne(tx, sql<{ answer: null }>`select access.switch_module(${module}, ${isOn}) as answer`)
}
