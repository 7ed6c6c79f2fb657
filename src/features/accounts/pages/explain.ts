import type { Problem } from '#platform/html/form-state.ts'
import { sayTime } from '#shared/date-words.ts'
import type { EnrolRefusal } from '../commands/enrol.ts'
import type { PeopleRefusal } from '../commands/manage-people.ts'
import type { CodeRefusal } from '../commands/use-code.ts'
import type { PasskeyRefusal } from '../commands/use-passkey.ts'
import type { ProviderRefusal } from '../commands/use-provider.ts'

function whole(message: string): Problem[] {
  return [{ field: '', message }]
}

/** Which of the reasons it was is told to the audit only: a stranger learns nothing from them. */
export function explainPasskey(_refusal: PasskeyRefusal): Problem[] {
  return whole('This passkey did not open Heed. Try again, or use another way to sign in.')
}

/** A name that does not exist reads like a wrong code. */
export function explainCode(refusal: CodeRefusal): Problem[] {
  switch (refusal.code) {
    case 'codes-locked':
      return whole(
        `Too many codes were wrong. Try again after ${sayTime(refusal.until)}, or use another way to sign in.`,
      )
    case 'code-taken':
      return [
        { field: 'code', message: 'This code was used. Wait until the app shows the next one.' },
      ]
    case 'code-wrong':
    case 'sign-in-name-unknown':
      return [
        {
          field: 'code',
          message: 'The sign-in name or the code is wrong. Type the code that the app shows now.',
        },
      ]
  }
}

const providerWords: Readonly<Record<ProviderRefusal['code'], string>> = {
  'provider-unreachable':
    'The page of your organisation does not answer. Try again in a few minutes.',
  'provider-refused': 'Your organisation did not confirm who you are. Start again.',
  'flow-unknown': 'This sign-in was begun in another browser, or too long ago. Start again.',
  'person-not-known-here':
    'Your organisation knows you, but Heed does not yet. Ask an administrator of your partnership for a link.',
  'identity-of-another':
    'You confirmed as somebody else. Use the account that you are signed in with.',
  'link-dead': 'The link does not work any more. Ask an administrator for a new one.',
  'identity-tied-already': 'This account of your organisation belongs to somebody in Heed already.',
  'not-signed-in-again': 'Your organisation did not ask you to sign in again. Start again.',
}

/** Why a sign-in through an organisation came to nothing. */
export function explainProvider(refusal: ProviderRefusal): Problem[] {
  return whole(providerWords[refusal.code])
}

const enrolWords: Readonly<Record<EnrolRefusal['code'], Problem>> = {
  'link-dead': {
    field: '',
    message: 'The link does not work any more. Ask an administrator for a new one.',
  },
  'passkey-not-verified': { field: '', message: 'The passkey was not set up. Try again.' },
  'challenge-used': { field: '', message: 'The passkey was not set up. Try again.' },
  'passkey-kept-already': { field: '', message: 'This device has a passkey for Heed already.' },
  'code-wrong': {
    field: 'code',
    message:
      'The code is wrong. Check that the clock of the device is right, and type the code that the app shows now.',
  },
  'page-too-old': {
    field: '',
    message: 'This page was open for too long. Add the new setup key to your app.',
  },
  'last-way': {
    field: '',
    message: 'This is your only way to sign in. Add another one before you remove it.',
  },
}

/** Why a way to sign in was not set up or not removed. */
export function explainEnrol(refusal: EnrolRefusal): Problem[] {
  return [enrolWords[refusal.code]]
}

type PlainCode = Exclude<PeopleRefusal['code'], 'content-and-administration' | 'already-held'>

const peopleWords: Readonly<Record<PlainCode, Problem>> = {
  'own-account': {
    field: '',
    message: 'Nobody does this to their own account. Ask another administrator.',
  },
  'role-unknown': { field: 'role', message: 'Choose a role from the list' },
  'agency-unknown': { field: 'agency', message: 'Choose an agency from the list' },
  'role-ends-before-it-begins': { field: 'ends', message: 'The last day must be today or later' },
  'account-ended': { field: '', message: 'This account has ended.' },
  'account-open': { field: '', message: 'This account is open.' },
  'second-person-needed': {
    field: '',
    message: 'You asked for this, so another administrator has to agree.',
  },
  'nothing-waits': { field: '', message: 'Nothing waits here any more.' },
}

/** Why an administrator's act came to nothing. */
export function explainPeople(refusal: PeopleRefusal): Problem[] {
  if (refusal.code === 'content-and-administration') {
    const { held, wanted } = refusal
    const message = `“${wanted}” and “${held}” are never held together: who administers accounts, settings or the audit reads no case. End “${held}” first.`
    return [{ field: 'role', message }]
  }
  if (refusal.code === 'already-held') {
    return [{ field: 'role', message: `This person holds “${refusal.wanted}” already` }]
  }
  return [peopleWords[refusal.code]]
}
