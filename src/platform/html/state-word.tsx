import type { ComponentChildren, JSX } from 'preact'

/** How urgent a state is. `late` is for a duty that is overdue and for nothing else; no person ever gets a tone. */
export type Tone = 'due-soon' | 'late' | 'kept' | 'know' | 'quiet'

const shapes: Record<Tone, JSX.Element> = {
  'due-soon': <path d="M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Zm0 1.6a3.4 3.4 0 0 1 0 6.8Z" />,
  late: <path d="M6 .8 11.6 11H.4Z" />,
  kept: <path d="m1 6.4 1.4-1.5 2.4 2.3L9.7 2 11 3.4 4.9 10Z" />,
  know: <path d="M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z" />,
  quiet: <path d="M1 5h10v2H1Z" />,
}

/** A state as a word with a shape, then colour, so that it reads the same in grey and aloud. */
export function StateWord(props: { readonly tone: Tone; readonly children: ComponentChildren }) {
  return (
    <strong class={`heed-state heed-state--${props.tone}`}>
      <svg
        class="heed-state__shape"
        width="12"
        height="12"
        viewBox="0 0 12 12"
        fill="currentColor"
        aria-hidden="true"
        focusable="false"
      >
        {shapes[props.tone]}
      </svg>
      <span>{props.children}</span>
    </strong>
  )
}
