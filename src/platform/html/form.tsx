import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { ChangedSince, DraftsOfPage, DraftStatus, WordsOfForm } from './draft-keeping.tsx'
import { problemHref, type Problem } from './form-state.ts'
import { GovukErrorSummary } from './govuk/error-summary.tsx'
import { safeHref } from './safe-link.tsx'

/** What is wrong with a form, at the top of the page; nothing when nothing is. `Page` shows it when given `problems`. */
export function ErrorSummary(props: { readonly problems: readonly Problem[] }) {
  if (props.problems.length === 0) return null
  return (
    <GovukErrorSummary
      titleText="There is a problem"
      errorList={props.problems.map((problem) => ({
        text: problem.message,
        href: problemHref(problem),
      }))}
    />
  )
}

/** What a form sends besides its fields. */
export type FormProps = {
  readonly action: string
  /** Makes a repeated sending take effect once. */
  readonly idempotencyKey: string
  /** The version of the record that the person saw. */
  readonly version?: number | undefined
  /**
   * Where the typed text is kept while it is written; without script nothing is lost but the draft. A form with free text
   * takes that of its page by itself.
   */
  readonly draftPath?: string | undefined
  /** Set when the form has a file. */
  readonly multipart?: boolean | undefined
  readonly id?: string | undefined
  readonly children?: ComponentChildren
}

/** A form that acts: posted once, with the version of the record that the person saw. */
export function Form(props: FormProps) {
  const page = useContext(DraftsOfPage)
  const words = { free: props.draftPath !== undefined }
  return (
    <form
      id={props.id}
      class="heed-form"
      method="post"
      action={safeHref(props.action)}
      enctype={props.multipart ? 'multipart/form-data' : undefined}
      noValidate
      data-once=""
    >
      <input type="hidden" name="_key" value={props.idempotencyKey} />
      {props.version === undefined ? null : (
        <input type="hidden" name="_version" value={props.version} />
      )}
      <WordsOfForm.Provider value={words}>
        <ChangedSince version={props.version} />
        {props.children}
        <DraftStatus path={props.draftPath ?? page?.path} />
      </WordsOfForm.Provider>
    </form>
  )
}

/** A value that the form carries along. */
export function HiddenField(props: { readonly name: string; readonly value: string | number }) {
  return <input type="hidden" name={props.name} value={props.value} />
}

/** The buttons of a form side by side; one primary button a page. */
export function ButtonGroup(props: { readonly children?: ComponentChildren }) {
  return <div class="govuk-button-group">{props.children}</div>
}
