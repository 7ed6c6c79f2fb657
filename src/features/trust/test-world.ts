import type { RoleName } from '#platform/access/role.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestAgency, TestHouse, TestPartnership } from '#tests/support/house.ts'

/** A partnership with people who keep trust in it, and one case. */
export interface TrustWorld {
  readonly house: TestHouse
  readonly here: TestPartnership
  readonly council: TestAgency
  readonly police: TestAgency
  readonly health: TestAgency
  readonly manager: Somebody
  readonly officer: Somebody
  readonly councilPartner: Somebody
  readonly healthPartner: Somebody
  readonly auditor: Somebody
  readonly stranger: Somebody
  /** Records a case and answers its id. */
  readonly record: () => Promise<{
    uid: string
    scopeId: number
    scopeUid: string
    reference: string
  }>
  /** Drafts a recommendation from no case, and answers its id. */
  readonly recommend: () => Promise<string>
  readonly signIn: (role: RoleName, agency: TestAgency) => Promise<Somebody>
}

/** The fields of a date as a browser sends them. */
export function dateFields(name: string, iso: string): Record<string, string> {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

/** Opens the world; call it once at the top of a test file. */
export async function trustWorld(): Promise<TrustWorld> {
  const house = await testHouse()
  const here = await house.addPartnership()
  const council = await house.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  const police = await house.addAgency(here, 'Wendshire Police', { partner: 'police' })
  const health = await house.addAgency(here, 'Wend Care Board', {
    partner: 'integrated-care-board',
  })
  const signIn = (role: RoleName, agency: TestAgency) => house.signIn(here, { role, agency })
  const manager = await signIn('business-manager', council)
  return {
    house,
    here,
    council,
    police,
    health,
    manager,
    signIn,
    officer: await signIn('conflict-officer', police),
    councilPartner: await signIn('delegated-partner', council),
    healthPartner: await signIn('delegated-partner', health),
    auditor: await signIn('auditor', council),
    stranger: await house.signIn(await house.addPartnership(), { role: 'delegated-partner' }),
    async recommend() {
      const answer = await house.post(manager, '/recommendations/new', {
        case: '',
        source: 'audit',
        sourceTitle: 'An invented audit',
        text: 'Ask each parent where the baby sleeps.',
        addressedTo: 'partnership',
        outcome: 'Babies sleep safely',
        measure: 'An audit of twenty records',
      })
      return /\/recommendations\/([0-9a-f-]{36})/.exec(answer.location ?? '')?.[1] ?? ''
    },
    async record() {
      const answer = await house.post(manager, '/cases/new', {
        nature: 'death',
        abuseSuspected: 'yes',
        areaCouncil: council.uid,
        summary: 'A baby was found unresponsive.',
      })
      const uid = /\/cases\/([0-9a-f-]{36})/.exec(answer.location ?? '')?.[1] ?? ''
      const [row] = await house.sql<{ scopeId: number; scopeUid: string; reference: string }>(
        `select s.id::int as "scopeId", s.uid as "scopeUid", c.reference from app.serious_case c
         join access.scope s on s.id = c.scope_id where c.uid = $1`,
        [uid],
      )
      if (row === undefined) throw new Error('the case was not recorded')
      return { uid, ...row }
    },
  }
}
