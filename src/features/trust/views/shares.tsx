import { RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { DateField, TextArea, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate } from '#shared/date-words.ts'
import { londonToday } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'
import type { RecordBase } from '../paths.ts'

const reachWords = {
  0: 'The frame: reference, dates, deadlines and state',
  1: 'Also what is worked on',
  2: 'Also what is restricted, such as health detail',
} as const

interface Choice {
  readonly uid: Uid
  readonly text: string
}

interface ShareModel {
  readonly uid: Uid
  readonly to: string
  readonly clearance: 0 | 1 | 2
  readonly ends: Instant
  readonly purpose: string
  readonly basis: string
  readonly sharedBy: string | null
  readonly endedBy: string | null
  readonly runs: boolean
}

interface Props {
  readonly form: PageForm
  readonly base: RecordBase
  readonly uid: Uid
  readonly name: string
  readonly sealed: boolean
  readonly shares: readonly ShareModel[]
  readonly partnerships: readonly Choice[]
  readonly agencies: readonly Choice[]
}

const optionsOf = (choices: readonly Choice[]) =>
  choices.map(({ uid, text }) => ({ value: uid, text }))

function sayEnd(share: ShareModel): string {
  const day = sayDate(londonToday(share.ends))
  if (share.runs) return `Until ${day}`
  return share.endedBy === null ? `Ended ${day}` : `Ended ${day} by ${share.endedBy}`
}

function Shares({ form, base, uid, shares }: Props) {
  if (shares.length === 0)
    return <EmptyState title="Not shared">Nobody sees it by a share.</EmptyState>
  return (
    <DataTable
      caption="Shared with"
      rows={shares}
      columns={[
        { head: 'With', cell: (share) => share.to },
        { head: 'They see', cell: (share) => reachWords[share.clearance] },
        { head: 'When', cell: sayEnd },
        {
          head: 'For what',
          cell: (share) => (
            <>
              {share.purpose}
              <div class="heed-quiet">
                {share.basis}
                {share.sharedBy === null ? '' : `; shared by ${share.sharedBy}`}
              </div>
            </>
          ),
        },
        {
          head: 'End',
          cell: (share) =>
            share.runs ? (
              <Form action={paths.endShare(base, uid, share.uid)} idempotencyKey={form.key}>
                <Button text={`Stop sharing with ${share.to}`} classes="govuk-button--secondary" />
              </Form>
            ) : null,
        },
      ]}
    />
  )
}

function Receivers({ form, partnerships, agencies }: Props) {
  return (
    <RadioField
      form={form}
      name="to"
      label="With whom?"
      options={[
        {
          value: 'agency',
          text: 'An agency of this partnership',
          hint: 'Its safeguarding leads see it',
          opens: (
            <SelectField
              form={form}
              name="agency"
              label="Agency"
              blank="Choose one"
              options={optionsOf(agencies)}
            />
          ),
        },
        {
          value: 'partnership',
          text: 'Another partnership',
          hint: 'Its business manager and its safeguarding partners see it',
          opens: (
            <SelectField
              form={form}
              name="partnership"
              label="Partnership"
              blank="Choose one"
              options={optionsOf(partnerships)}
            />
          ),
        },
      ]}
    />
  )
}

function GiveShare(props: Props) {
  const { form, base, uid } = props
  return (
    <>
      <h2 class="govuk-heading-m">Share it</h2>
      <p class="govuk-body">
        They read it and change nothing, until a day. Names and addresses are never shared this way.
      </p>
      <Form action={paths.shares(base, uid)} idempotencyKey={form.key}>
        <Receivers {...props} />
        <RadioField
          form={form}
          name="reach"
          label="How much do they see?"
          options={Object.entries(reachWords).map(([value, text]) => ({ value, text }))}
        />
        <DateField form={form} name="until" label="Until" />
        <TextArea form={form} name="purpose" label="What for?" rows={2} />
        <TextField
          form={form}
          name="basis"
          label="Basis in law"
          hint="The provision on which you rely, as your adviser names it"
        />
        <ButtonGroup>
          <Button text="Share" />
        </ButtonGroup>
      </Form>
    </>
  )
}

/** With whom a record is shared, and the form to share it. */
export function SharesPage(props: Props) {
  return (
    <>
      <Shares {...props} />
      {props.sealed ? (
        <p class="govuk-body">It is sealed, and what is sealed is not shared.</p>
      ) : (
        <GiveShare {...props} />
      )}
    </>
  )
}

/** What other partnerships share with this one. */
export function ReceivedPage(props: {
  readonly shares: readonly {
    readonly name: string
    readonly href: string | null
    readonly partnership: string
    readonly clearance: 0 | 1 | 2
    readonly ends: Instant
    readonly purpose: string
    readonly basis: string
  }[]
}) {
  if (props.shares.length === 0) {
    return (
      <EmptyState title="Nothing is shared with you">
        What another partnership shares with yours stands here until its day.
      </EmptyState>
    )
  }
  return (
    <DataTable
      caption="Shared by other partnerships"
      captionHidden
      rows={props.shares}
      columns={[
        {
          head: 'Reference',
          cell: (share) =>
            share.href === null ? share.name : <SafeLink href={share.href}>{share.name}</SafeLink>,
        },
        { head: 'Shared by', cell: (share) => share.partnership },
        { head: 'You see', cell: (share) => reachWords[share.clearance] },
        { head: 'Until', cell: (share) => sayDate(londonToday(share.ends)) },
        {
          head: 'For what',
          cell: (share) => (
            <>
              {share.purpose}
              <div class="heed-quiet">{share.basis}</div>
            </>
          ),
        },
      ]}
    />
  )
}
