import type { ActContext, Visitor } from '#platform/context.ts'
import type { Actor } from '#platform/access/actor.ts'
import { identityProviders } from '../oidc/provider.ts'
import type { IdentityProviders } from '../oidc/provider.ts'
import type { PasskeySite } from '../factors/passkey.ts'
import { signInSecret } from '../secrets/tokens.ts'

/** What signing in needs to know of this installation; `main.ts` gives it. */
export interface AccountDeps {
  /** The key that encrypts authenticator secrets and marks challenges; it lies beside the data, never in it. */
  readonly keys: { readonly fieldKey: Buffer }
  /** The address that people type. Passkeys are tied to its host name for good. */
  readonly url: string
}

/** The installation as the sign-in code knows it. */
export interface SignInSite {
  readonly fieldKey: Buffer
  /** Without it the database starts no session (see `signInSecret`). */
  readonly secret: string
  readonly origin: string
  readonly passkeys: PasskeySite
  readonly providers: IdentityProviders
}

/** Anybody who acts before, or while, it is known who they are. */
export type AnyContext = ActContext<Actor | Visitor>

/** Makes the sign-in code's view of the installation. */
export function signInSite(deps: AccountDeps): SignInSite {
  const { fieldKey } = deps.keys
  const { origin, hostname } = new URL(deps.url)
  return {
    fieldKey,
    secret: signInSecret(fieldKey),
    origin,
    passkeys: { fieldKey, host: hostname, origins: [origin] },
    providers: identityProviders({
      comeBack: `${origin}/sign-in/return`,
      signedOut: `${origin}/sign-in`,
    }),
  }
}
