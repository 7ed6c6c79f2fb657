export type { AgencyKind, AgencyUid, PostUid, StatutoryPartner } from './model.ts'
export { agencyEnded } from './facts.ts'
export type { AgencyEnded, MovedPost } from './facts.ts'
export {
  findAgencyId,
  findCouncilId,
  getActingFor,
  getPostKeys,
  listAgencyChoices,
  listPersonChoices,
  listPostChoices,
} from './queries.ts'
export type { ActingFor, Choice, PostKeys } from './queries.ts'
export { addAgency, addPost, endAgency, fillPost } from './commands.ts'
