import type { Stake } from './model.ts'

/** Why somebody may not judge, in words. */
export const stakeWords: Readonly<Record<Stake, string>> = {
  'member-of-owning-agency': 'it is your agency’s to act on',
  'owns-an-action': 'you own or owned an action for it',
  'gave-evidence': 'you gave evidence for it',
  'declared-interest': 'you declared an interest',
}
