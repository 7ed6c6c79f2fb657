import { Footer } from './govuk/footer.tsx'
import { GenericHeader } from './govuk/generic-header.tsx'
import { ServiceNavigation } from './govuk/service-navigation.tsx'
import { safeHref } from './safe-link.tsx'

/** A link of the frame; `current` is this page, `active` holds this page. */
export type FrameLink = {
  readonly text: string
  readonly href: string
  readonly current?: boolean | undefined
  readonly active?: boolean | undefined
}

/** What stands around every page of one reader. */
export type Frame = {
  /** The partnership that the reader works in. */
  readonly partnership?: string | undefined
  /** The parts of Heed that the reader may open. */
  readonly navigation?: readonly FrameLink[] | undefined
  /** The signed-in reader; nobody on public pages. */
  readonly account?:
    { readonly name: string; readonly href: string; readonly signOutPath: string } | undefined
  /** When this database was made as a sample. */
  readonly sample?: boolean | undefined
  /** How long the session may lie idle, and how long before its end the reader is warned. */
  readonly session?:
    | {
        readonly idleSeconds: number
        readonly warnSeconds: number
        readonly extendPath: string
        readonly endedPath: string
      }
    | undefined
  /** Emergency access of the reader that runs now; it stands on every page. */
  readonly emergency?: readonly { readonly what: string; readonly until: string }[] | undefined
  readonly homePath?: string | undefined
  readonly footer?: readonly FrameLink[] | undefined
  /** Public pages may be found by search engines. */
  readonly indexed?: boolean | undefined
}

/** The bar with our name, the reader's account, and the parts of the service. */
export function PageHeader(props: { readonly frame: Frame }) {
  const { frame } = props
  return (
    <header class="govuk-template__header heed-header">
      <GenericHeader url={frame.homePath ?? '/'} logoText="Heed" classes="heed-bar">
        {frame.account || frame.partnership ? (
          <div class="heed-bar__end">
            {frame.partnership ? (
              <span class="heed-bar__partnership">{frame.partnership}</span>
            ) : null}
            {frame.account ? <Account {...frame.account} /> : null}
          </div>
        ) : null}
      </GenericHeader>
      {frame.navigation?.length ? (
        <ServiceNavigation
          navigation={frame.navigation}
          navigationLabel="Parts of Heed"
          classes="heed-navigation"
        />
      ) : null}
      {frame.sample ? (
        <section class="heed-sample" aria-label="Sample data">
          <p class="govuk-width-container heed-sample__words">
            <strong>Sample data.</strong> Every person, place and event here is invented.
          </p>
        </section>
      ) : null}
      <Emergency running={frame.emergency} />
    </header>
  )
}

function Emergency({ running }: { readonly running: Frame['emergency'] }) {
  if (running === undefined || running.length === 0) return null
  return (
    <section class="heed-emergency" aria-label="Emergency access">
      {running.map(({ what, until }) => (
        <p class="govuk-width-container heed-emergency__words">
          <strong>{`Emergency access to ${what} until ${until}.`}</strong> Read only. What you open
          is recorded and will be reviewed; nothing can be downloaded or printed.{' '}
          <a class="govuk-link" href="/emergency-access">
            Your emergency access
          </a>
        </p>
      ))}
    </section>
  )
}

function Account(props: NonNullable<Frame['account']>) {
  return (
    <>
      <a class="heed-bar__link" href={safeHref(props.href)}>
        <span class="govuk-visually-hidden">Your account: </span>
        {props.name}
      </a>
      <form class="heed-bar__form" method="post" action={safeHref(props.signOutPath)}>
        <button class="heed-bar__link heed-bar__button" type="submit">
          Sign out
        </button>
      </form>
    </>
  )
}

const usualFooter: readonly FrameLink[] = [
  { text: 'Help', href: '/help' },
  { text: 'Accessibility', href: '/accessibility' },
]

/** Help and accessibility at the foot of every page. */
export function PageFooter(props: { readonly frame: Frame }) {
  return (
    <footer class="govuk-template__footer">
      <Footer classes="heed-footer" meta={{ items: props.frame.footer ?? usualFooter }} />
    </footer>
  )
}
