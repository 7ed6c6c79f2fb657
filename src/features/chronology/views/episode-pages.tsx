import { EmptyState } from '#platform/html/empty-state.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { DateField, TextArea, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'
import { ChronologyParts } from './chronology-parts.tsx'

/** A key practice episode as its pages show it. */
export interface ShownEpisode {
  readonly uid: Uid
  readonly title: string
  readonly fromOn: PlainDate
  readonly toOn: PlainDate
  readonly chosen: string
  readonly expected: string
  readonly happened: string
  readonly why: string
  readonly good: string
  readonly learning: string
}

/** The questions about an episode, in their order. */
const questions = [
  ['chosen', 'Why it was chosen'],
  ['expected', 'What was to be expected'],
  ['happened', 'What happened'],
  ['why', 'Why: work, organisation, family, system'],
  ['good', 'What was done well'],
  ['learning', 'What is learned from it'],
] as const

/** The key practice episodes of a chronology, with the entries of each one press away. */
export function EpisodesPage(props: {
  readonly uid: Uid
  readonly episodes: readonly ShownEpisode[]
  readonly mayJudge: boolean
}) {
  const { uid, episodes, mayJudge } = props
  return (
    <>
      <ChronologyParts uid={uid} now="episodes" />
      {mayJudge ? (
        <ul class="govuk-list heed-acts heed-no-print">
          <li>
            <SafeLink href={paths.addEpisode(uid)}>Describe an episode</SafeLink>
          </li>
        </ul>
      ) : null}
      {episodes.length === 0 ? (
        <EmptyState title="No key practice episode yet">
          An episode is a stretch of time on which the review looks closely. Entries are put into it
          from their own pages.
        </EmptyState>
      ) : null}
      {episodes.map((episode) => (
        <section>
          <h2 class="govuk-heading-m">{episode.title}</h2>
          <p class="govuk-body">
            {sayDate(episode.fromOn)} to {sayDate(episode.toOn)} ·{' '}
            <SafeLink href={`${paths.show(uid)}?episode=${episode.uid}`}>
              Its entries<span class="govuk-visually-hidden"> of {episode.title}</span>
            </SafeLink>
            {mayJudge ? (
              <>
                {' '}
                ·{' '}
                <SafeLink href={paths.episode(uid, episode.uid)}>
                  Change<span class="govuk-visually-hidden"> {episode.title}</span>
                </SafeLink>
              </>
            ) : null}
          </p>
          <FactList
            facts={questions.map(([name, label]) => ({
              name: label,
              value: episode[name],
              unknown: 'Not written yet',
            }))}
          />
        </section>
      ))}
    </>
  )
}

/** The form of an episode. */
export function EpisodeForm(props: {
  readonly form: PageForm
  readonly action: string
  readonly cancel: string
  readonly version?: number | undefined
}) {
  const { form, action, cancel, version } = props
  return (
    <Form action={action} idempotencyKey={form.key} version={version}>
      <TextField form={form} name="title" label="What it is called" />
      <DateField form={form} name="fromOn" label="First day" />
      <DateField form={form} name="toOn" label="Last day" />
      {questions.map(([name, label]) => (
        <TextArea form={form} name={name} label={label} rows={4} optional />
      ))}
      <ButtonGroup>
        <Button text="Keep it" />
        <SafeLink href={cancel}>Cancel</SafeLink>
      </ButtonGroup>
    </Form>
  )
}
