import { SafeLink } from '#platform/html/safe-link.tsx'
import { paths } from '../paths.ts'

function Entry(props: { readonly href: string; readonly name: string; readonly says: string }) {
  return (
    <li>
      <SafeLink href={props.href}>{props.name}</SafeLink>: {props.says}
    </li>
  )
}

/** What this reader may set: what is their own, and what is the partnership's. */
export function Settings(props: {
  readonly mayRead: boolean
  readonly mayWatchMail: boolean
  readonly maySetAssurance: boolean
}) {
  return (
    <ul class="govuk-list govuk-list--spaced">
      <Entry
        href={paths.address}
        name="Messages to you"
        says="where Heed writes to you when something waits"
      />
      {props.mayRead ? (
        <>
          <Entry
            href={paths.words}
            name="Words"
            says="what your partnership calls its groups, roles and reviews"
          />
          <Entry href={paths.modules} name="Modules" says="which parts of Heed you use" />
        </>
      ) : null}
      {props.mayWatchMail ? (
        <Entry
          href={paths.failedMail}
          name="Messages that were not sent"
          says="to whom, why not, and trying again"
        />
      ) : null}
      {props.maySetAssurance ? (
        <Entry
          href={paths.assurance}
          name="How the assurance group decides"
          says="how many judge together, and when it is looked at again"
        />
      ) : null}
    </ul>
  )
}
