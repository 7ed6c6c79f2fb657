import type { ActContext } from '#platform/context.ts'
import type { FactKind } from './fact-kind.ts'

/** What one feature does when a fact is announced; failing rolls the whole act back. */
export interface Reaction {
  readonly fact: string
  readonly by: string
  readonly run: (ctx: ActContext, payload: never) => Promise<void>
}

/** Ties a feature's reaction to a fact; `by` says which feature reacts, for the list in `app.ts`. */
export function reaction<P>(
  kind: FactKind<P>,
  by: string,
  run: (ctx: ActContext, payload: P) => Promise<void>,
): Reaction {
  return { fact: kind.name, by, run }
}

/** Calls the reactions of a fact one after the other, in the order in which `app.ts` lists them. */
export type Announce = <P>(ctx: ActContext, kind: FactKind<P>, payload: P) => Promise<void>

/** Makes the announcer from the list of reactions. */
export function announcer(reactions: readonly Reaction[]): Announce {
  return async function announce(ctx, kind, payload) {
    for (const each of reactions) {
      // Reactions are tied to their fact by `reaction()`, so the payload is of the type that this one expects.
      if (each.fact === kind.name) await each.run(ctx, payload as never)
    }
  }
}
