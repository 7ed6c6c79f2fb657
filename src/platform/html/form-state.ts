/** One thing that must be put right in a form; `field` is the name of the input, or empty for the form as a whole. */
export interface Problem {
  readonly field: string
  readonly message: string
}

/** What a form shows: what was typed (or is stored) by field name, and what is wrong with it. */
export interface FormState {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly problems: readonly Problem[]
}

/** A form that nobody has filled in yet. */
export const emptyForm: FormState = { values: {}, problems: [] }
