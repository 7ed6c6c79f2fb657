import { cx, type Attributes } from '../attributes.ts'
import { contentOf } from '../content.ts'
import { Hint } from './hint.tsx'
import { i18n, type Plurals } from './i18n.ts'
import { Textarea, type TextareaOptions } from './textarea.tsx'

/** Options of a text area that counts, as in the official macro. */
export type CharacterCountOptions = TextareaOptions & {
  readonly maxlength?: number | string | undefined
  readonly maxwords?: number | string | undefined
  readonly threshold?: number | string | undefined
  readonly countType?: string | undefined
  readonly countMessage?: { readonly classes?: string | undefined } | undefined
  readonly textareaDescriptionText?: string | undefined
  readonly charactersUnderLimitText?: Plurals | undefined
  readonly charactersAtLimitText?: string | undefined
  readonly charactersOverLimitText?: Plurals | undefined
  readonly wordsUnderLimitText?: Plurals | undefined
  readonly wordsAtLimitText?: string | undefined
  readonly wordsOverLimitText?: Plurals | undefined
}

/** GOV.UK character count: several lines of text, with what is left. */
export function CharacterCount(props: CharacterCountOptions) {
  const id = props.id || props.name
  const { formGroup } = props
  return (
    <Textarea
      id={id}
      name={props.name}
      describedBy={`${id}-info`}
      rows={props.rows}
      spellcheck={props.spellcheck}
      value={props.value}
      formGroup={{
        classes: cx('govuk-character-count', formGroup?.classes),
        attributes: { ...counting(props), ...formGroup?.attributes },
        beforeInput: formGroup?.beforeInput,
        afterInput: { html: <CountMessage {...props} id={id} /> },
      }}
      classes={cx('govuk-js-character-count', props.classes)}
      label={props.label}
      hint={props.hint}
      errorMessage={props.errorMessage}
      attributes={props.attributes}
    />
  )
}

function CountMessage(props: CharacterCountOptions & { readonly id: string }) {
  const limit = props.maxwords || props.maxlength
  const unit = countTypeOf(props) === 'words' ? 'words' : 'characters'
  const says = props.textareaDescriptionText || `You can enter up to %{count} ${unit}`
  return (
    <>
      <Hint
        id={`${props.id}-info`}
        classes={cx('govuk-character-count__message', props.countMessage?.classes)}
        text={limit ? says.replaceAll('%{count}', String(limit)) : undefined}
      />
      {contentOf(props.formGroup?.afterInput)}
    </>
  )
}

function countTypeOf(props: CharacterCountOptions): string | undefined {
  return props.countType || (props.maxwords ? 'words' : undefined)
}

function counting(props: CharacterCountOptions): Attributes {
  const limited = props.maxwords || props.maxlength
  const description = props.textareaDescriptionText
  return {
    'data-module': 'govuk-character-count',
    'data-maxlength': { value: props.maxlength, optional: true },
    'data-maxwords': { value: props.maxwords, optional: true },
    'data-threshold': { value: props.threshold, optional: true },
    'data-count-type': { value: countTypeOf(props), optional: true },
    ...i18n({
      'textarea-description': !limited && description ? { other: description } : undefined,
      'characters-under-limit': props.charactersUnderLimitText,
      'characters-at-limit': props.charactersAtLimitText,
      'characters-over-limit': props.charactersOverLimitText,
      'words-under-limit': props.wordsUnderLimitText,
      'words-at-limit': props.wordsAtLimitText,
      'words-over-limit': props.wordsOverLimitText,
    }),
  }
}
