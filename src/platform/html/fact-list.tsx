import type { ComponentChildren } from 'preact'
import { SummaryList } from './govuk/summary-list.tsx'

/** One fact. Unknown is a value with a reason: without a value, `unknown` says why ("Not asked"). */
export type Fact = {
  readonly name: string
  readonly value?: ComponentChildren
  readonly unknown?: string | undefined
  /** What can be done about it; `name` completes the link for people who hear it alone. */
  readonly change?: { readonly href: string; readonly text?: string | undefined } | undefined
}

/** Facts about one thing, one a row; `card` gives them a title of their own. */
export function FactList(props: {
  readonly facts: readonly (Fact | false | null | undefined)[]
  readonly card?: { readonly title: string; readonly headingLevel?: number | undefined } | undefined
}) {
  return (
    <SummaryList
      classes="heed-facts"
      card={
        props.card
          ? { title: { text: props.card.title, headingLevel: props.card.headingLevel } }
          : undefined
      }
      rows={props.facts.map((fact) =>
        fact
          ? {
              key: { text: fact.name },
              value: { html: known(fact) },
              actions: fact.change
                ? {
                    items: [
                      {
                        href: fact.change.href,
                        text: fact.change.text ?? 'Change',
                        visuallyHiddenText: fact.name.toLowerCase(),
                      },
                    ],
                  }
                : undefined,
            }
          : null,
      )}
    />
  )
}

function known(fact: Fact): ComponentChildren {
  if (fact.value || fact.value === 0) return fact.value
  return <span class="heed-quiet">{fact.unknown ?? 'Not recorded'}</span>
}
