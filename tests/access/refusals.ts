import { idOf, place, uidOf } from './office.ts'
import type { Name } from './office.ts'

/** An act that must be refused: who tries it, with which session, and the SQLSTATE of the refusal. */
export interface Refused {
  readonly says: string
  readonly who: Name | 'nobody'
  readonly unconfirmed?: true
  readonly sql: string
  readonly code: string
}

const { kase, recommendation, sealed, foreign, post } = place
const reason = 'a reason that is long enough'
const soon = `access.now() + interval '1 day'`

/** One refusal at least for each check that a function makes on its caller. */
export const refusals: readonly Refused[] = [
  {
    says: 'a visitor opens no case',
    who: 'nobody',
    sql: `access.open_scope('case')`,
    code: 'HE401',
  },
  {
    says: 'an action owner opens no case',
    who: 'owner',
    sql: `access.open_scope('case')`,
    code: 'HE403',
  },
  {
    says: 'nobody opens a scope of an unknown kind',
    who: 'manager',
    sql: `access.open_scope('nothing')`,
    code: 'HE403',
  },
  {
    says: 'nobody hangs a recommendation under a case that they cannot see',
    who: 'member',
    sql: `access.open_scope('recommendation', ${kase})`,
    code: 'HE404',
  },
  {
    says: 'nobody hangs a recommendation under another partnership’s case',
    who: 'manager',
    sql: `access.open_scope('recommendation', ${foreign})`,
    code: 'HE404',
  },

  {
    says: 'an administrator gives no access to a case',
    who: 'administrator',
    sql: `access.grant_access(${kase}, ${idOf('owner')}, 1, true, 'x')`,
    code: 'HE403',
  },
  {
    says: 'the manager gives no access to themselves',
    who: 'manager',
    sql: `access.grant_access(${kase}, ${idOf('manager')}, 1, true, 'x')`,
    code: 'HE403',
  },
  {
    says: 'nobody gives more than they have',
    who: 'health',
    sql: `access.grant_access(${kase}, ${idOf('owner')}, 3, true, 'x')`,
    code: 'HE403',
  },
  {
    says: 'nobody gives access to a sealed case',
    who: 'manager',
    sql: `access.grant_access(${sealed}, ${idOf('owner')}, 1, true, 'x')`,
    code: 'HE404',
  },
  {
    says: 'nobody gives access to another partnership’s case',
    who: 'manager',
    sql: `access.grant_access(${foreign}, ${idOf('owner')}, 1, true, 'x')`,
    code: 'HE404',
  },
  {
    says: 'access goes to principals of the own partnership only',
    who: 'manager',
    sql: `access.grant_access(${kase}, ${idOf('stranger')}, 1, true, 'x')`,
    code: '23503',
  },
  {
    says: 'an action owner ends no grant',
    who: 'owner',
    sql: `access.end_grant(1, 'x')`,
    code: 'HE403',
  },
  {
    says: 'a grant that is not there is not ended',
    who: 'manager',
    sql: `access.end_grant(-1, 'x')`,
    code: 'HE404',
  },

  {
    says: 'nobody declares a conflict on a case that they cannot see',
    who: 'owner',
    sql: `access.declare_conflict(${kase}, 'kin')`,
    code: 'HE404',
  },
  {
    says: 'an auditor names nobody’s conflict',
    who: 'auditor',
    sql: `access.raise_conflict(${kase}, ${idOf('owner')}, 'subject', 'x')`,
    code: 'HE404',
  },
  {
    says: 'nobody declares a conflict in another’s name',
    who: 'manager',
    sql: `access.raise_conflict(${kase}, ${idOf('owner')}, 'declared', 'x')`,
    code: 'HE403',
  },
  {
    says: 'the scrutineer names nobody’s conflict',
    who: 'scrutineer',
    sql: `access.raise_conflict(${kase}, ${idOf('owner')}, 'subject', 'x')`,
    code: 'HE403',
  },
  {
    says: 'a seal grant that is not there is not ended',
    who: 'manager',
    sql: `access.end_seal_grant(-1)`,
    code: 'HE404',
  },
  {
    says: 'the manager settles no conflict',
    who: 'manager',
    sql: `access.settle_conflict(1, 'cleared', 'x', ${soon})`,
    code: 'HE403',
  },
  {
    says: 'settling a conflict needs a fresh confirmation',
    who: 'officer',
    unconfirmed: true,
    sql: `access.settle_conflict(1, 'cleared', 'x', ${soon})`,
    code: 'HE401',
  },
  {
    says: 'a conflict that is not there is not settled',
    who: 'officer',
    sql: `access.settle_conflict(-1, 'cleared', 'x', ${soon})`,
    code: 'HE404',
  },

  {
    says: 'an action owner seals nothing',
    who: 'owner',
    sql: `access.seal_scope(${kase})`,
    code: 'HE403',
  },
  {
    says: 'sealing needs a fresh confirmation',
    who: 'manager',
    unconfirmed: true,
    sql: `access.seal_scope(${kase})`,
    code: 'HE401',
  },
  {
    says: 'what is sealed is not there for the manager',
    who: 'manager',
    sql: `access.seal_scope(${sealed})`,
    code: 'HE404',
  },
  {
    says: 'the manager opens no seal for others from outside',
    who: 'manager',
    sql: `access.grant_seal(${sealed}, ${idOf('owner')}, ${soon}, 'x')`,
    code: 'HE404',
  },
  {
    says: 'nobody opens a seal for themselves',
    who: 'manager',
    sql: `access.grant_seal(${kase}, ${idOf('manager')}, ${soon}, 'x')`,
    code: 'HE403',
  },
  {
    says: 'naming somebody for a seal needs a fresh confirmation',
    who: 'manager',
    unconfirmed: true,
    sql: `access.grant_seal(${kase}, ${idOf('owner')}, ${soon}, 'x')`,
    code: 'HE401',
  },
  {
    says: 'an action owner names nobody for a seal',
    who: 'owner',
    sql: `access.grant_seal(${kase}, ${idOf('member')}, ${soon}, 'x')`,
    code: 'HE403',
  },
  {
    says: 'an action owner ends no seal grant',
    who: 'owner',
    sql: `access.end_seal_grant(1)`,
    code: 'HE403',
  },
  {
    says: 'the manager releases no seal',
    who: 'manager',
    sql: `access.release_seal(${kase}, 'x')`,
    code: 'HE403',
  },
  {
    says: 'a partner releases no seal that they cannot open',
    who: 'health',
    sql: `access.release_seal(${sealed}, 'x')`,
    code: 'HE404',
  },
  {
    says: 'releasing a seal needs a fresh confirmation',
    who: 'health',
    unconfirmed: true,
    sql: `access.release_seal(${kase}, 'x')`,
    code: 'HE401',
  },
  {
    says: 'what is not sealed is not released',
    who: 'health',
    sql: `access.release_seal(${kase}, 'x')`,
    code: 'HE422',
  },

  {
    says: 'an action owner has no emergency access',
    who: 'owner',
    sql: `access.use_emergency_access('${uidOf(kase)}', 'child-at-risk', '${reason}')`,
    code: 'HE403',
  },
  {
    says: 'an administrator has no emergency access',
    who: 'administrator',
    sql: `access.use_emergency_access('${uidOf(kase)}', 'child-at-risk', '${reason}')`,
    code: 'HE403',
  },
  {
    says: 'emergency access needs a fresh confirmation',
    who: 'member',
    unconfirmed: true,
    sql: `access.use_emergency_access('${uidOf(kase)}', 'child-at-risk', '${reason}')`,
    code: 'HE401',
  },
  {
    says: 'emergency access opens no sealed case',
    who: 'member',
    sql: `access.use_emergency_access('${uidOf(sealed)}', 'child-at-risk', '${reason}')`,
    code: 'HE404',
  },
  {
    says: 'emergency access opens no other partnership’s case',
    who: 'member',
    sql: `access.use_emergency_access('${uidOf(foreign)}', 'child-at-risk', '${reason}')`,
    code: 'HE404',
  },
  {
    says: 'emergency access needs a reason of twenty characters',
    who: 'member',
    sql: `access.use_emergency_access('${uidOf(kase)}', 'child-at-risk', 'short')`,
    code: '23514',
  },
  {
    says: 'a group member reviews no emergency access',
    who: 'member',
    sql: `access.review_emergency_access(1, 'justified', 'x')`,
    code: 'HE403',
  },

  {
    says: 'an action owner shares nothing',
    who: 'owner',
    sql: `access.give_share(${kase}, null, 12, 1, ${soon}, 'x', 'x')`,
    code: 'HE403',
  },
  {
    says: 'sharing needs a fresh confirmation',
    who: 'manager',
    unconfirmed: true,
    sql: `access.give_share(${kase}, null, 12, 1, ${soon}, 'x', 'x')`,
    code: 'HE401',
  },
  {
    says: 'the vault is not shared',
    who: 'manager',
    sql: `access.give_share(${kase}, null, 12, 3, ${soon}, 'x', 'x')`,
    code: '23514',
  },
  {
    says: 'nobody shares what is another partnership’s',
    who: 'manager',
    sql: `access.give_share(${foreign}, null, 12, 1, ${soon}, 'x', 'x')`,
    code: 'HE404',
  },
  {
    says: 'nobody shares with the own partnership',
    who: 'manager',
    sql: `access.give_share(${kase}, (select (access.current_principal() ->> 'partnershipUid')::uuid), null, 1, ${soon}, 'x', 'x')`,
    code: '23514',
  },
  {
    says: 'an action owner ends no share',
    who: 'owner',
    sql: `access.end_share(1)`,
    code: 'HE403',
  },
  {
    says: 'a share that is not there is not ended',
    who: 'manager',
    sql: `access.end_share(-1)`,
    code: 'HE404',
  },

  {
    says: 'the manager gives no role',
    who: 'manager',
    sql: `access.give_role(${idOf('newcomer')}, 'scrutineer')`,
    code: 'HE403',
  },
  {
    says: 'giving a role needs a fresh confirmation',
    who: 'administrator',
    unconfirmed: true,
    sql: `access.give_role(${idOf('newcomer')}, 'scrutineer')`,
    code: 'HE401',
  },
  {
    says: 'no administrator gives a role to themselves',
    who: 'administrator',
    sql: `access.give_role(${idOf('administrator')}, 'auditor')`,
    code: 'HE403',
  },
  {
    says: 'no administrator becomes a reader of cases',
    who: 'secondAdministrator',
    sql: `access.give_role(${idOf('administrator')}, 'scrutineer')`,
    code: 'HE422',
  },
  {
    says: 'no reader of cases becomes an administrator',
    who: 'administrator',
    sql: `access.give_role(${idOf('member')}, 'administrator')`,
    code: 'HE422',
  },
  {
    says: 'the manager ends no role',
    who: 'manager',
    sql: `access.end_role(${idOf('member')}, 'case-group-member')`,
    code: 'HE403',
  },
  {
    says: 'an action owner fills no post',
    who: 'owner',
    sql: `access.fill_post(${idOf('member')}, ${post})`,
    code: 'HE403',
  },
  {
    says: 'nobody puts themselves in a post',
    who: 'manager',
    sql: `access.fill_post(${idOf('manager')}, ${post})`,
    code: 'HE403',
  },
  {
    says: 'a person is not a post',
    who: 'manager',
    sql: `access.fill_post(${idOf('owner')}, ${idOf('member')})`,
    code: '23503',
  },
  {
    says: 'an action owner empties no post',
    who: 'owner',
    sql: `access.leave_post(${idOf('member')}, ${post})`,
    code: 'HE403',
  },
  {
    says: 'the manager adds no person',
    who: 'manager',
    sql: `access.add_principal('person', 'New')`,
    code: 'HE403',
  },
  {
    says: 'an administrator issues no link',
    who: 'administrator',
    sql: `access.add_principal('link', 'New')`,
    code: 'HE403',
  },
  {
    says: 'an action owner adds no post',
    who: 'owner',
    sql: `access.add_principal('post', 'New')`,
    code: 'HE403',
  },
  {
    says: 'the manager stops no person',
    who: 'manager',
    sql: `access.change_principal(${idOf('owner')}, 'x', null, false)`,
    code: 'HE403',
  },
  {
    says: 'nobody changes their own account',
    who: 'administrator',
    sql: `access.change_principal(${idOf('administrator')}, 'x', 12, true)`,
    code: 'HE403',
  },
  {
    says: 'an action owner learns nothing of principals that are not there',
    who: 'owner',
    sql: `access.change_principal(-1, 'x', null, false)`,
    code: 'HE403',
  },
  {
    says: 'the manager switches no module',
    who: 'manager',
    sql: `access.switch_module('learning', false)`,
    code: 'HE403',
  },
  {
    says: 'an action owner changes no words',
    who: 'owner',
    sql: `access.change_word('group.executive', 'Board')`,
    code: 'HE403',
  },
  {
    says: 'nobody steps up without a session',
    who: 'nobody',
    sql: `access.step_up(3)`,
    code: 'HE401',
  },
  {
    says: 'nobody signs in as a post',
    who: 'nobody',
    sql: `access.start_session(1, ${post}, sha256('x'), 3)`,
    code: 'HE404',
  },
  {
    says: 'a person’s session is not longer than twelve hours',
    who: 'nobody',
    sql: `access.start_session(1, ${idOf('owner')}, sha256('x'), 3, '15 minutes', '13 hours')`,
    code: 'HE422',
  },
  {
    says: 'the application reads no session',
    who: 'manager',
    sql: `(select count(*) from access.session)`,
    code: '42501',
  },
  {
    says: 'the application reads no grant',
    who: 'manager',
    sql: `(select count(*) from access.scope_grant)`,
    code: '42501',
  },
  {
    says: 'the application asks no inner function who somebody else is',
    who: 'manager',
    sql: `(select count(*) from access.reach(1, 101, '{101}', 11, now()))`,
    code: '42501',
  },
  {
    says: 'the application cannot turn off its own walls',
    who: 'manager',
    sql: `access.protect('access.principal', 'case')`,
    code: '42501',
  },

  {
    says: 'a recommendation that only others see is not shared',
    who: 'member',
    sql: `access.grant_access(${recommendation}, ${idOf('owner')}, 0, false, 'x')`,
    code: 'HE403',
  },
]
