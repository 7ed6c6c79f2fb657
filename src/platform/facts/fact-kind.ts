declare const payloadOf: unique symbol
/** Something that a feature announces and that other features may have to act on in the same transaction. */
export interface FactKind<P> {
  readonly name: `${string}.${string}`
  readonly [payloadOf]?: P
}

/** Names a fact, such as `organisation.abolished`, and the type of what it tells. */
export function factKind<P>(name: `${string}.${string}`): FactKind<P> {
  return { name }
}
