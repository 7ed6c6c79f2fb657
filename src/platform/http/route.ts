import type { VNode } from 'preact'
import type { z, ZodType } from 'zod'
import type { Actor } from '#platform/access/actor.ts'
import type { Permission } from '#platform/access/permission.ts'
import type { ActContext, AuditSubject, ReadContext, Visitor } from '#platform/context.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { PageForm, Problem } from '#platform/html/form-state.ts'
import type { PageProps } from '#platform/html/page.tsx'
import type { Uid } from '#shared/ids.ts'
import type { Result } from '#shared/result.ts'
import type { ModuleName } from '#platform/access/module.ts'

/** Who may use a route: a permission, anybody signed in, or the public, which must be written out. */
export type Can = Permission | 'signed-in' | 'public'
/** The event that the audit records, or in words why there is nothing to record. */
export type Audit = `${string}.${string}` | { readonly none: string }
/** Who the handler meets: a route that is open to the public may meet a visitor. */
export type ActorFor<C extends Can> = C extends 'public' ? Actor | Visitor : Actor

interface RouteFacts<C extends Can> {
  readonly path: `/${string}`
  readonly can: C
  readonly audit: Audit
  /** The module that a partnership may switch off; off, the route does not exist. */
  readonly module?: ModuleName
  /** The act needs a sign-in that is no older than five minutes (security.md 5.1 rule 8). */
  readonly stepUp?: boolean
}

/** What a page shows: its neutral title and the other parts of `<Page>`, its content, and what the audit is told. */
export interface Shown extends Omit<
  PageProps,
  'frame' | 'problems' | 'done' | 'printed' | 'children'
> {
  readonly body: VNode
  readonly about: AuditSubject
}

/** What an act did: where to go, what to tell the audit. */
export interface Done {
  readonly to: string
  readonly about: AuditSubject
  /** A session that the act began, or ended; the server turns it into a cookie. */
  readonly session?: { readonly begin: string } | 'end'
}

/** A page: what is asked, what is shown. `form` holds what was typed when an act was refused, else nothing. */
export interface PageSpec<
  C extends Can,
  P extends ZodType,
  Q extends ZodType,
> extends RouteFacts<C> {
  readonly params?: P
  readonly query?: Q
  handle(
    ctx: ReadContext<ActorFor<C>>,
    input: { params: z.output<P>; query: z.output<Q>; form: PageForm },
  ): Promise<Shown>
}

/** Does work in a transaction of its own, before that of the act; it stands whatever becomes of the act. */
export type Apart<C extends Can> = <T>(
  work: (ctx: ActContext<ActorFor<C>>) => Promise<T>,
) => Promise<T>

/** An act: what is sent, what it does, how its refusals are put into words, and the page to come back to. */
export interface ActSpec<
  C extends Can,
  P extends ZodType,
  B extends ZodType,
  R,
  K = undefined,
> extends RouteFacts<C> {
  readonly params?: P
  readonly body: B
  /** The path of the page that holds the form; it is shown again when the act is refused. */
  readonly page: `/${string}`
  /** One sentence for the reader after it is done. */
  readonly said: string
  /** Which of the form's fields carry files. */
  readonly files?: readonly string[]
  /**
   * What happens before the act's own transaction: work that must stand even when the act is refused (`apart`),
   * calls to other services, which never leave Heed while a transaction is open, and the checking of a file
   * (`keepFile(files, body.paper)`), which may take half a minute.
   */
  before?(
    apart: Apart<C>,
    input: { params: z.output<P>; body: z.output<B>; files: FileStore },
  ): Promise<K>
  handle(
    ctx: ActContext<ActorFor<C>>,
    input: { params: z.output<P>; body: z.output<B>; before: K },
  ): Promise<Result<Done, R>>
  explain(refusal: R): readonly Problem[]
}

/** A JSON route of the API: the same commands and queries, an answer of a declared shape. */
export interface ApiSpec<
  C extends Can,
  P extends ZodType,
  Q extends ZodType,
  B extends ZodType,
  A extends ZodType,
  K = undefined,
> extends RouteFacts<C> {
  readonly method: 'GET' | 'POST'
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly answer: A
  /** Why the caller need not send an idempotency key; set only where the body itself names the one act that it asks for. */
  readonly keyless?: string
  /** As for acts: what happens before the transaction, calls to other services above all. */
  before?(
    apart: Apart<C>,
    input: { params: z.output<P>; query: z.output<Q>; body: z.output<B> },
  ): Promise<K>
  handle(
    ctx: ActContext<ActorFor<C>>,
    input: { params: z.output<P>; query: z.output<Q>; body: z.output<B>; before: K },
  ): Promise<
    Result<{ answer: z.input<A>; about: AuditSubject; version?: number }, { code: string }>
  >
}

/** A file that is kept beside the database; it is opened only when the route has found that it is open to the reader. */
export interface KeptContent {
  readonly kept: Uid
}

/** What goes out that is neither page nor JSON: a file or an export, always as an attachment. */
export interface FileSpec<
  C extends Can,
  P extends ZodType,
  Q extends ZodType,
> extends RouteFacts<C> {
  readonly params?: P
  readonly query?: Q
  handle(
    ctx: ReadContext<ActorFor<C>>,
    input: { params: z.output<P>; query: z.output<Q> },
  ): Promise<{
    name: string
    type: string
    content: Buffer | string | KeptContent
    about: AuditSubject
  }>
}

/** A route as data, its types closed inside: the server, the tests and `heed routes` read the same list. */
export type Route = { readonly method: 'GET' | 'POST' } & RouteFacts<Can> &
  (
    | { readonly kind: 'page'; readonly spec: PageSpec<Can, ZodType, ZodType> }
    | { readonly kind: 'act'; readonly spec: ActSpec<Can, ZodType, ZodType, unknown, unknown> }
    | {
        readonly kind: 'api'
        readonly spec: ApiSpec<Can, ZodType, ZodType, ZodType, ZodType, unknown>
      }
    | { readonly kind: 'file'; readonly spec: FileSpec<Can, ZodType, ZodType> }
  )

function facts(spec: RouteFacts<Can>): RouteFacts<Can> {
  const { path, can, audit } = spec
  return {
    path,
    can,
    audit,
    ...(spec.module && { module: spec.module }),
    ...(spec.stepUp && { stepUp: true }),
  }
}

/** Declares a page. Leaving out who may see it, or what the audit records, does not compile. */
export function page<
  C extends Can,
  P extends ZodType = ZodType<unknown>,
  Q extends ZodType = ZodType<unknown>,
>(spec: PageSpec<C, P, Q>): Route {
  // The list of routes forgets each route's own types; the schemas that made them are kept beside the handler.
  return { kind: 'page', method: 'GET', ...facts(spec), spec: spec as never }
}

/** Declares an act that a form on a page sends. */
export function act<
  C extends Can,
  B extends ZodType,
  R,
  P extends ZodType = ZodType<unknown>,
  K = undefined,
>(spec: ActSpec<C, P, B, R, K>): Route {
  return { kind: 'act', method: 'POST', ...facts(spec), spec: spec as never }
}

/** Declares a JSON route. */
export function api<
  C extends Can,
  A extends ZodType,
  P extends ZodType = ZodType<unknown>,
  Q extends ZodType = ZodType<unknown>,
  B extends ZodType = ZodType<unknown>,
  K = undefined,
>(spec: ApiSpec<C, P, Q, B, A, K>): Route {
  return { kind: 'api', method: spec.method, ...facts(spec), spec: spec as never }
}

/** Declares a download. */
export function file<
  C extends Can,
  P extends ZodType = ZodType<unknown>,
  Q extends ZodType = ZodType<unknown>,
>(spec: FileSpec<C, P, Q>): Route {
  return { kind: 'file', method: 'GET', ...facts(spec), spec: spec as never }
}
