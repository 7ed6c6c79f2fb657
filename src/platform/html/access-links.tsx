import { SafeLink } from './safe-link.tsx'

/** The quiet links at the foot of a record: who may see it, and what can be done about that. */
export function AccessLinks(props: {
  readonly links: readonly { readonly href: string; readonly text: string }[]
  readonly label?: string | undefined
}) {
  if (props.links.length === 0) return null
  return (
    <nav aria-label={props.label ?? 'Who may see this'}>
      <ul class="govuk-list">
        {props.links.map((link) => (
          <li>
            <SafeLink href={link.href}>{link.text}</SafeLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
