export type { AgencyKind, AgencyUid, PostUid, StatutoryPartner } from './model.ts'
export { agencyEnded } from './facts.ts'
export type { AgencyEnded, MovedPost } from './facts.ts'
export {
  findAgencyId,
  getActingFor,
  listAgencyChoices,
  listPersonChoices,
  listPostChoices,
} from './queries.ts'
export type { ActingFor, Choice } from './queries.ts'
export { addAgency, addPost, endAgency, fillPost } from './commands.ts'
