/** What a rule answers: the value it decided on, or the reason why it says no. */
export type Result<T, E> = Ok<T> | No<E>
/** The rule said yes. */
export type Ok<T> = { readonly ok: true; readonly value: T }
/** The rule said no; `refusal` is a code with its facts, put into words by a view. */
export type No<E> = { readonly ok: false; readonly refusal: E }

/** The rule says yes, with this value. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

/** The rule says no, for this reason. */
export function no<const E>(refusal: E): No<E> {
  return { ok: false, refusal }
}
