import type { ComponentChildren } from 'preact'
import { cx } from './attributes.ts'
import type { Problem } from './form-state.ts'
import { ErrorSummary } from './form.tsx'
import { PageFooter, PageHeader, type Frame } from './frame.tsx'
import { BackLink } from './govuk/back-link.tsx'
import { Breadcrumbs, type Breadcrumb } from './govuk/breadcrumbs.tsx'
import { NotificationBanner } from './govuk/notification-banner.tsx'
import { SkipLink } from './govuk/skip-link.tsx'
import { PrintFooter } from './print-footer.tsx'

/** What a page says of itself. */
export type PageProps = {
  readonly frame: Frame
  /** What it is, for the browser's tab and history: neutral, never a person's name. */
  readonly title: string
  /** The heading, when it says more than the title; `false` when a field's label is the heading. */
  readonly heading?: ComponentChildren
  /** An `<IdentityBar>` above everything that belongs to one record. */
  readonly identity?: ComponentChildren
  /** A few quiet words above the heading, like a neutral reference. */
  readonly caption?: string | undefined
  /** One line of state in words under the heading. */
  readonly state?: ComponentChildren
  readonly back?: { readonly href: string; readonly text?: string | undefined } | undefined
  readonly breadcrumbs?: readonly Breadcrumb[] | undefined
  readonly problems?: readonly Problem[] | undefined
  /** What was just done and who was told. */
  readonly done?: ComponentChildren
  /** `wide` for tables and two panes; else a measure for reading. */
  readonly layout?: 'reading' | 'wide' | undefined
  /** Browser code of this page alone, by its name in `assets/js`. */
  readonly scripts?: readonly string[] | undefined
  readonly printed?: Parameters<typeof PrintFooter>[0] | undefined
  readonly children?: ComponentChildren
}

/** Every page: language, title, skip link, header, main part, footer; no script or style inside. */
export function Page(props: PageProps) {
  const { frame, problems = [] } = props
  const error = problems.length > 0 ? 'Error: ' : ''
  return (
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${error}${props.title} – Heed`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#4a2c66" />
        {frame.indexed ? null : <meta name="robots" content="noindex, nofollow" />}
        <link rel="icon" href="/assets/images/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/app.css" />
      </head>
      <body class="govuk-template__body" {...sessionData(frame)}>
        <script src="/assets/start.js" />
        <SkipLink href="#main-content" text="Skip to main content" />
        <PageHeader frame={frame} />
        {props.identity}
        <div class="govuk-width-container heed-container">
          {props.back ? (
            <nav aria-label="Back">
              <BackLink href={props.back.href} text={props.back.text} />
            </nav>
          ) : null}
          {props.breadcrumbs ? <Breadcrumbs items={props.breadcrumbs} collapseOnMobile /> : null}
          <main
            class={cx('govuk-main-wrapper', props.layout !== 'wide' && 'heed-reading')}
            id="main-content"
          >
            <ErrorSummary problems={problems} />
            {props.done ? <Done>{props.done}</Done> : null}
            <PageTop {...props} />
            {props.children}
            {props.printed ? <PrintFooter {...props.printed} /> : null}
          </main>
        </div>
        <PageFooter frame={frame} />
        <script type="module" src="/assets/app.js" />
        {props.scripts?.map((name) => (
          <script type="module" src={`/assets/${name}.js`} />
        ))}
      </body>
    </html>
  )
}

function PageTop(props: PageProps) {
  if (props.heading === false) return null
  return (
    <div class="heed-top">
      <h1 class="govuk-heading-l heed-top__heading">
        {props.caption ? (
          <span class="govuk-caption-l heed-top__caption">{props.caption}</span>
        ) : null}
        {props.caption ? ' ' : null}
        {props.heading ?? props.title}
      </h1>
      {props.state ? <p class="govuk-body-l heed-top__state">{props.state}</p> : null}
    </div>
  )
}

function Done(props: { readonly children: ComponentChildren }) {
  return (
    <NotificationBanner type="success" titleText="Done" classes="heed-done">
      <p class="govuk-body heed-done__words">{props.children}</p>
    </NotificationBanner>
  )
}

function sessionData(frame: Frame) {
  const { session } = frame
  if (!session) return {}
  return {
    'data-session-idle': session.idleSeconds,
    'data-session-warn': session.warnSeconds,
    'data-session-extend': session.extendPath,
    'data-session-ended': session.endedPath,
  }
}
