import type { Actor } from '#platform/access/actor.ts'
import { addMilliseconds, millisecondsOf } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { confirmedSince } from '../oidc/provider.ts'
import type { Leaving, OutsidePerson, Provider, Returned } from '../oidc/provider.ts'
import * as oidc from '../oidc/store.ts'
import type { FlowPurpose, KeptProvider, TakenFlow } from '../oidc/store.ts'
import { seal, sealText, unseal, unsealText } from '../secrets/seal.ts'
import { digestOf, newToken } from '../secrets/tokens.ts'
import { useEnrolment } from '../store.ts'
import { beginSession, confirmSession } from './begin-session.ts'
import type { AnyContext, SignInSite } from './site.ts'

/** Why a sign-in through an organisation came to nothing. */
export type ProviderRefusal = {
  readonly code:
    | 'provider-unreachable'
    | 'provider-refused'
    | 'flow-unknown'
    | 'person-not-known-here'
    | 'identity-of-another'
    | 'link-dead'
    | 'identity-tied-already'
    | 'not-signed-in-again'
}

/** A provider that was asked for its sign-in address, or that did not answer. */
export type Asked =
  { readonly provider: Provider; readonly address: string; readonly leaving: Leaving } | undefined

/** The provider with its secret opened. */
export function openProvider(site: SignInSite, kept: KeptProvider): Provider {
  const { sealedSecret, ...known } = kept
  const purpose = `provider ${kept.issuer} ${kept.clientId}`
  const secret = sealedSecret === null ? undefined : unseal(site.fieldKey, sealedSecret, purpose)
  return { ...known, clientSecret: secret?.toString('utf8') }
}

/** The secret of Heed at a provider, as it is kept. */
export function sealProviderSecret(
  site: SignInSite,
  provider: { issuer: string; clientId: string; clientSecret: string },
): Buffer | null {
  const purpose = `provider ${provider.issuer} ${provider.clientId}`
  return provider.clientSecret === '' ? null : seal(site.fieldKey, provider.clientSecret, purpose)
}

/** Finds a provider that is offered. */
export async function getProvider(
  ctx: AnyContext,
  site: SignInSite,
  provider: Uid,
): Promise<Provider> {
  const kept = await oidc.findProvider(ctx.tx, provider, site.secret)
  if (kept === undefined) throw new Failure('not-found', 'provider')
  return openProvider(site, kept)
}

/** Asks a provider where its sign-in is; no transaction may be open. */
export async function askProvider(
  site: SignInSite,
  provider: Provider,
  purpose: FlowPurpose,
): Promise<Asked> {
  const how = purpose === 'confirm' ? 'confirm' : 'enter'
  const left = await site.providers.leave(provider, how).catch(() => undefined)
  return left && { provider, ...left }
}

/** What somebody leaves for a provider with. */
export interface Departure {
  readonly asked: Asked
  readonly purpose: FlowPurpose
  readonly enrolment?: Uid
  readonly shared: boolean
  readonly to: string
  readonly device: string
}

interface SealedFlow extends Leaving {
  readonly sentAt: Instant
}

const leavePurpose = 'leave'
const leaveMinutes = 10

/**
 * Notes that this browser leaves for a provider. A browser without a session gets a token that is good for nothing but
 * coming back: nobody can send somebody else through the end of a sign-in that they began.
 */
export async function leaveForProvider(
  ctx: AnyContext,
  site: SignInSite,
  going: Departure,
): Promise<Result<{ via: string; token: string | undefined }, ProviderRefusal>> {
  if (going.asked === undefined) return no({ code: 'provider-unreachable' })
  const { address, leaving, provider } = going.asked
  const token = ctx.actor.kind === 'visitor' ? newToken() : undefined
  const flow: SealedFlow = { ...leaving, sentAt: ctx.now }
  await oidc.startFlow(
    ctx.tx,
    {
      provider: provider.uid,
      purpose: going.purpose,
      enrolment: going.enrolment,
      stateDigest: digestOf(leaving.state),
      browserDigest: token === undefined ? undefined : digestOf(token),
      sealed: seal(site.fieldKey, JSON.stringify(flow), `flow ${leaving.state}`),
      shared: going.shared,
      goesTo: going.to,
      agent: going.device,
    },
    site.secret,
  )
  const until = millisecondsOf(addMilliseconds(ctx.now, leaveMinutes * 60_000))
  return ok({ via: sealText(site.fieldKey, address, { purpose: leavePurpose, until }), token })
}

/** The provider's address in a sealed text of ours; undefined when it is not ours or too old. */
export function addressOf(site: SignInSite, via: string, now: Instant): string | undefined {
  return unsealText(site.fieldKey, via, { purpose: leavePurpose, now: millisecondsOf(now) })
}

const goodbyePurpose = 'sign-out'

/** The provider at which the caller's session began, and who they are there; undefined where it began here. */
export async function findOwnProvider(
  ctx: AnyContext,
  site: SignInSite,
): Promise<{ readonly provider: Provider; readonly subject: string } | undefined> {
  const origin = await oidc.findOwnOrigin(ctx.tx)
  if (origin === undefined) return undefined
  const kept = await oidc.findProvider(ctx.tx, origin.provider, site.secret)
  return kept && { provider: openProvider(site, kept), subject: origin.subject }
}

/** The address of the provider's sign-out in a sealed text of ours, for the page that leads there. */
export function sealGoodbye(site: SignInSite, address: string, now: Instant): string {
  const until = millisecondsOf(addMilliseconds(now, leaveMinutes * 60_000))
  return sealText(site.fieldKey, address, { purpose: goodbyePurpose, until })
}

/** The address that was sealed; undefined when it is not ours or too old. */
export function goodbyeAddressOf(site: SignInSite, via: string, now: Instant): string | undefined {
  return unsealText(site.fieldKey, via, { purpose: goodbyePurpose, now: millisecondsOf(now) })
}

/** Somebody who came back, with the sign-in that they had left for. */
export interface CameBack {
  readonly flow: TakenFlow
  readonly provider: Provider
  readonly leaving: SealedFlow
  readonly person: OutsidePerson | undefined
}

/** Takes the sign-in that came back to this browser. It is used up, whatever becomes of it. */
export async function takeReturn(
  ctx: AnyContext,
  site: SignInSite,
  returned: Returned,
): Promise<Omit<CameBack, 'person'> | undefined> {
  const { state = '' } = returned
  const flow = await oidc.takeFlow(ctx.tx, digestOf(state), site.secret)
  if (flow === undefined) return undefined
  const opened = unseal(site.fieldKey, flow.sealed, `flow ${state}`)
  if (opened === undefined) throw new Error('a sign-in was sealed with another key')
  const provider = await getProvider(ctx, site, flow.providerUid)
  return { flow, provider, leaving: JSON.parse(opened.toString('utf8')) as SealedFlow }
}

/** Asks the provider who came back; no transaction may be open. */
export async function askWhoCameBack(
  site: SignInSite,
  back: Omit<CameBack, 'person'>,
  returned: Returned,
): Promise<CameBack> {
  const { leaving, provider } = back
  const purpose = back.flow.purpose === 'confirm' ? 'confirm' : 'enter'
  const person = await site.providers
    .comeBack(provider, { returned, leaving, purpose })
    .catch(() => undefined)
  return { ...back, person }
}

/** What coming back led to: the page to go to, under which token, and for the audit who and what for. */
export interface Arrived {
  readonly token: string
  readonly to: string
  readonly principalUid: Uid
  readonly purpose: FlowPurpose
}

type Arrival = CameBack & { readonly person: OutsidePerson }

async function enter(
  ctx: AnyContext,
  site: SignInSite,
  back: Arrival,
): Promise<Result<Arrived, ProviderRefusal>> {
  const { flow, person, provider } = back
  const at = { provider: provider.uid, subject: person.subject }
  const known = await oidc.findIdentity(ctx.tx, at, site.secret)
  if (known === undefined) return no({ code: 'person-not-known-here' })
  const { shared, agent: device, goesTo: to, purpose } = flow
  const who = { ...known, assurance: person.assurance, shared, device }
  const entered = await beginSession(ctx, site, who)
  const { sid, confirmedAt } = person
  const origin = { ...at, session: entered.session, sid, confirmedAt }
  await oidc.noteOutsideSession(ctx.tx, origin, site.secret)
  return ok({ token: entered.token, to, principalUid: known.principalUid, purpose })
}

async function enrolAndEnter(
  ctx: AnyContext,
  site: SignInSite,
  back: Arrival & { readonly enrolment: { readonly uid: Uid; readonly principalId: number } },
): Promise<Result<Arrived, ProviderRefusal>> {
  const { enrolment, person, provider } = back
  const used = { enrolment: enrolment.uid, usedFor: 'provider' as const }
  if (!(await useEnrolment(ctx.tx, used, site.secret))) return no({ code: 'link-dead' })
  const tie = {
    provider: provider.uid,
    principalId: enrolment.principalId,
    subject: person.subject,
  }
  if (!(await oidc.addIdentity(ctx.tx, tie, site.secret)))
    return no({ code: 'identity-tied-already' })
  return enter(ctx, site, back)
}

async function confirm(
  ctx: AnyContext,
  site: SignInSite,
  back: Arrival,
): Promise<Result<Arrived, ProviderRefusal>> {
  const actor = ctx.actor as Actor
  const at = { provider: back.provider.uid, subject: back.person.subject }
  const known = await oidc.findIdentity(ctx.tx, at, site.secret)
  if (known?.principalUid !== actor.principalUid) return no({ code: 'identity-of-another' })
  if (!confirmedSince(back.person, back.leaving.sentAt)) return no({ code: 'not-signed-in-again' })
  const token = await confirmSession(ctx, site, back.person.assurance)
  return ok({ token, to: back.flow.goesTo, principalUid: actor.principalUid, purpose: 'confirm' })
}

/** Ends what somebody left for: they are signed in, have a new way to sign in, or have confirmed that it is them. */
export async function arrive(
  ctx: AnyContext,
  site: SignInSite,
  back: CameBack | undefined,
): Promise<Result<Arrived, ProviderRefusal>> {
  if (back === undefined) return no({ code: 'flow-unknown' })
  const { person, flow } = back
  if (person === undefined) return no({ code: 'provider-refused' })
  if (flow.purpose === 'sign-in') return enter(ctx, site, { ...back, person })
  if (flow.purpose === 'confirm') {
    if (ctx.actor.kind === 'visitor') return no({ code: 'flow-unknown' })
    return confirm(ctx, site, { ...back, person })
  }
  if (flow.enrolmentUid === null || flow.principalId === null) return no({ code: 'link-dead' })
  const enrolment = { uid: flow.enrolmentUid, principalId: flow.principalId }
  return enrolAndEnter(ctx, site, { ...back, person, enrolment })
}
