declare const plainDate: unique symbol
declare const instant: unique symbol
/** A calendar date without time, `YYYY-MM-DD`, meant in Europe/London. ISO order is date order. */
export type PlainDate = string & { readonly [plainDate]: true }
/** A moment in time, ISO 8601 in UTC, like `2026-03-27T09:30:00.000Z`. */
export type Instant = string & { readonly [instant]: true }
