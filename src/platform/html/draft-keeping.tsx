import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { WarningText } from './govuk/warning-text.tsx'

/**
 * What a page tells its forms about drafts. A page is rendered once, from top to bottom, so what a form notes here is known
 * to what comes after it.
 */
export interface PageDrafts {
  /** Where what is typed is kept while it is written; none where the page holds no form of its own. */
  readonly path?: string | undefined
  /** The version of the record that the writer of a draft that is shown again had before their eyes. */
  readonly typedOn?: number | undefined
  /** Whether a form of this page has said that the record has changed since. */
  said?: boolean
}

/** What the page around a form says of drafts. */
export const DraftsOfPage = createContext<PageDrafts | undefined>(undefined)

/** Whether the form around a field holds free text. */
export const WordsOfForm = createContext<{ free: boolean } | undefined>(undefined)

/** Tells the form around a field that it holds free text, which is worth keeping while it is typed. */
export function useFreeText(): void {
  const words = useContext(WordsOfForm)
  if (words) words.free = true
}

/** Says once that the record has changed since the words were typed that stand in its form again. */
export function ChangedSince(props: { readonly version: number | undefined }) {
  const page = useContext(DraftsOfPage)
  const { typedOn, said } = page ?? {}
  if (!page || said || typedOn === undefined || props.version === undefined) return null
  if (typedOn === props.version) return null
  page.said = true
  return (
    <WarningText iconFallbackText="Warning">
      This has changed since you were typing. What you typed is below as you left it; compare it
      with the record as it is now before you send it.
    </WarningText>
  )
}

/** Where the browser keeps what is typed into a form with free text; stands behind its fields, which tell whether it has any. */
export function DraftStatus(props: { readonly path: string | undefined }) {
  const words = useContext(WordsOfForm)
  if (!words?.free || props.path === undefined) return null
  return (
    <p
      class="heed-draft govuk-hint"
      role="status"
      data-draft-status=""
      data-draft-url={props.path}
    />
  )
}
