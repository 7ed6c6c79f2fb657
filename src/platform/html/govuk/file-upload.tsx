import { attrs, cx, type Attributes } from '../attributes.ts'
import {
  Around,
  ControlHead,
  FormGroup,
  describedBy,
  type ControlOptions,
  type FormGroupOptions,
} from './form-group.tsx'
import { i18n, type Plurals } from './i18n.ts'

/** Options of a file upload, as in the official macro. */
export type FileUploadOptions = ControlOptions & {
  readonly multiple?: boolean | undefined
  readonly javascript?: boolean | undefined
  readonly formGroup?: FormGroupOptions | undefined
  readonly wrapperClasses?: string | undefined
  readonly wrapperAttributes?: Attributes | undefined
  readonly chooseFilesButtonText?: string | undefined
  readonly dropInstructionText?: string | undefined
  readonly noFileChosenText?: string | undefined
  readonly multipleFilesChosenText?: Plurals | undefined
  readonly enteredDropZoneText?: string | undefined
  readonly leftDropZoneText?: string | undefined
}

/** GOV.UK file upload: a file from the person's machine. */
export function FileUpload(props: FileUploadOptions) {
  const id = props.id || props.name
  const box = (
    <input
      class={cx(
        'govuk-file-upload',
        props.classes,
        props.errorMessage && 'govuk-file-upload--error',
      )}
      id={id}
      name={props.name}
      type="file"
      disabled={props.disabled || undefined}
      multiple={props.multiple || undefined}
      aria-describedby={describedBy(id, props)}
      {...attrs(props.attributes)}
    />
  )
  return (
    <FormGroup errorMessage={props.errorMessage} formGroup={props.formGroup}>
      <ControlHead
        id={id}
        label={props.label}
        hint={props.hint}
        errorMessage={props.errorMessage}
      />
      <Around formGroup={props.formGroup}>
        {props.javascript ? (
          <div
            class={cx('govuk-file-upload-wrapper', props.wrapperClasses)}
            data-module="govuk-file-upload"
            {...attrs(dropWords(props))}
            {...attrs(props.wrapperAttributes)}
          >
            {box}
          </div>
        ) : (
          box
        )}
      </Around>
    </FormGroup>
  )
}

function dropWords(props: FileUploadOptions): Attributes {
  return i18n({
    'choose-files-button': props.chooseFilesButtonText,
    'no-file-chosen': props.noFileChosenText,
    'multiple-files-chosen': props.multipleFilesChosenText,
    'drop-instruction': props.dropInstructionText,
    'entered-drop-zone': props.enteredDropZoneText,
    'left-drop-zone': props.leftDropZoneText,
  })
}
