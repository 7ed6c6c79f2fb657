export { personPartWords, personParts, vaultKindWords, vaultKinds } from './model.ts'
export type { PersonPart, RelationKind, VaultKind } from './model.ts'
export type { AddMemberForm } from './schemas.ts'
export { addPerson, endVaultValue, recordVaultValue } from './commands.ts'
export type { NewPerson, NewVaultValue } from './commands.ts'
export {
  listPeople,
  listReadableValues,
  listValuesForGate,
  listVault,
  listVaultNames,
  requireVaultEntry,
} from './queries.ts'
export type { PersonRow, ReadableValue, SoughtValue, VaultRow } from './queries.ts'
export type { VaultRefusal } from './vault-value.ts'
export { addMember, changeFacts, leaveOut } from './commands/family.ts'
export { addHome } from './commands/homes.ts'
export { relate, removeRelation } from './commands/relations.ts'
export { checkLabel, proposeLabel } from './labels.ts'
export type { LabelRefusal } from './labels.ts'
