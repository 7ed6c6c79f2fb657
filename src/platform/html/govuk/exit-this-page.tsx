import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { Button } from './button.tsx'
import { i18n } from './i18n.ts'

/** Options of exit this page, as in the official macro. */
export type ExitThisPageOptions = Content &
  Common & {
    readonly id?: string | undefined
    readonly redirectUrl?: string | undefined
    readonly activatedText?: string | undefined
    readonly timedOutText?: string | undefined
    readonly pressTwoMoreTimesText?: string | undefined
    readonly pressOneMoreTimeText?: string | undefined
  }

/** GOV.UK exit this page: a quick way out for somebody who may be watched. */
export function ExitThisPage(props: ExitThisPageOptions) {
  return (
    <div
      id={props.id || undefined}
      class={cx('govuk-exit-this-page', props.classes)}
      data-module="govuk-exit-this-page"
      {...attrs(props.attributes)}
      {...attrs(spokenWords(props))}
    >
      <Button
        classes="govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button"
        href={props.redirectUrl || 'https://www.bbc.co.uk/weather'}
        attributes={{ rel: 'nofollow noreferrer' }}
      >
        {contentOf(props) || (
          <>
            <span class="govuk-visually-hidden">Emergency</span> Exit this page
          </>
        )}
      </Button>
    </div>
  )
}

function spokenWords(props: ExitThisPageOptions) {
  return i18n({
    activated: props.activatedText,
    'timed-out': props.timedOutText,
    'press-two-more-times': props.pressTwoMoreTimesText,
    'press-one-more-time': props.pressOneMoreTimeText,
  })
}
