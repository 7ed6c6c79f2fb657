import { z } from 'zod'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { choice, choices, optionalDate, optionalUid, requiredText, uid } from '#platform/fields.ts'
import { localPath } from './local-path.ts'
import { tidySignInName } from './sign-in-name.ts'

const notRead = 'Your device did not answer. Press the button and follow what your device asks.'

/** What the browser says of a passkey is checked in full by its signature; here only that it is one answer of a browser. */
const answered = z.looseObject({
  id: z.string().min(16).max(1400),
  rawId: z.string().min(16).max(1400),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string().max(8000) }),
})

function fromJson(text: string, check: z.RefinementCtx): unknown {
  try {
    const read: unknown = JSON.parse(text)
    return read
  } catch {
    check.addIssue({ code: 'custom', message: notRead })
    return z.NEVER
  }
}

const json = z
  .string({ error: notRead })
  .min(1, notRead)
  .max(40_000, notRead)
  .transform(fromJson)
  .pipe(answered)

// What else is in it is read, and refused where it is wrong, by the library that checks the signature.
/** The use of a passkey, as the browser says it. */
export const passkeyUse = json.transform((read) => read as unknown as AuthenticationResponseJSON)
/** A new passkey, as the browser says it. */
export const passkeyMade = json.transform((read) => read as unknown as RegistrationResponseJSON)

const to = z.string().optional().transform(localPath)
const device = z.string().max(200).optional().default('')
const shared = choices(['yes']).transform((ticked) => ticked.length > 0)
const code = z
  .string({ error: 'Enter the six figures that your app shows' })
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the six figures that your app shows'))

/** Signing in with a passkey. */
export const PasskeySignInForm = z.strictObject({ response: passkeyUse, to, device, shared })

/** Signing in with an authenticator code. */
export const CodeSignInForm = z.strictObject({
  signInName: requiredText('Enter your sign-in name, like K7QM-2XWD', 30).transform(tidySignInName),
  code,
  to,
  device,
  shared,
})

/** Signing in through an organisation. */
export const ProviderSignInForm = z.strictObject({
  provider: uid('Choose an organisation'),
  // The button stands in the form that a passkey may answer instead.
  response: z.literal('').optional(),
  to,
  device,
  shared,
})

/** What an organisation sends back through the browser. */
export const Returned = z.object({
  state: z.string().max(500).default(''),
  code: z.string().max(4000).optional(),
  iss: z.string().max(500).optional(),
  error: z.string().max(200).optional(),
})

/** The same, sent on by the page that it came back to. */
export const ReturnForm = Returned.strict()

/** Signing in as an invented person. */
export const SampleSignInForm = z.strictObject({ person: uid(), to, device })

/** Where to go after signing in or confirming. */
export const ToQuery = z.object({ to: z.string().optional() })

/** The page that leads to an organisation's own sign-in. */
export const LeaveQuery = z.object({ via: z.string().max(4000).default('') })

/** Confirming with a passkey. */
export const PasskeyConfirmForm = z.strictObject({ response: passkeyUse, to })

/** Confirming with an authenticator code. */
export const CodeConfirmForm = z.strictObject({ code, to })

/** Confirming through an organisation. */
export const ProviderConfirmForm = z.strictObject({ provider: uid(), to })

/** Confirming in the sample. */
export const SampleConfirmForm = z.strictObject({ to })

/** The code in a one-time link. */
export const EnrolParams = z.object({ code: z.string().regex(/^[A-Za-z0-9_-]{22}$/) })

const passkeyName = requiredText('Give the passkey a name that you will know it by', 60)

/** Setting up a passkey with a one-time link or on the own account. */
export const NewPasskeyForm = z.strictObject({ response: passkeyMade, name: passkeyName, device })

/** Setting up an authenticator. */
export const NewAuthenticatorForm = z.strictObject({ sealed: z.string().max(1000), code, device })

/** Another name for a passkey. */
export const RenamePasskeyForm = z.strictObject({ name: passkeyName })

/** An act that needs nothing said. */
export const Nothing = z.strictObject({})

/** The list of people who sign in: part of a name, and where the page before ended. */
export const PeopleQuery = z.object({
  name: z.string().trim().max(200).optional().default(''),
  afterName: z.string().max(500).optional(),
  afterUid: z.uuid().optional(),
})

/** A person who is to sign in. */
export const InviteForm = z.strictObject({
  name: requiredText('Enter the name of the person', 120),
  agency: optionalUid(),
  role: requiredText('Choose a role', 60),
})

/** Name and agency of a person. */
export const PersonForm = z.strictObject({
  name: requiredText('Enter the name of the person', 120),
  agency: optionalUid(),
})

/** A role for a person. */
export const RoleForm = z.strictObject({
  role: requiredText('Choose a role', 60),
  ends: optionalDate(),
})

/** The role in an address. */
export const HeldRoleParams = z.object({
  uid: uid(),
  role: z.string().regex(/^[a-z][a-z-]{0,59}$/),
})

/** Something of a person in an address. */
export const PartParams = z.object({ uid: uid(), part: uid() })

/** The link that was just made, sealed. */
export const LinkQuery = z.object({ made: z.string().max(1000).optional() })

/** An identity provider. */
export const ProviderForm = z.strictObject({
  name: requiredText('Enter the name that people know the organisation by', 80),
  issuer: requiredText('Enter the issuer address, like https://sign-in.example.org', 500),
  clientId: requiredText('Enter the client id that the organisation gave Heed', 200),
  clientSecret: z.string().max(500).optional().default(''),
  assurance: choice(['2', '3'], 'Say how sure its sign-in is'),
  highAcr: z.string().max(500).optional().default(''),
})

/** Setting up the sign-in of an organisation with a one-time link. */
export const EnrolProviderForm = z.strictObject({ provider: uid('Choose an organisation'), device })

/** An organisation that is to be offered, or not any more. */
export const SwitchProviderParams = z.object({ uid: uid(), how: z.enum(['offer', 'stop']) })
