import { RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { DateField, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../family-paths.ts'
import { AddressField, FactsFields, RelationFields, Remove } from './family-forms.tsx'
import type { AddressChoice, PersonChoice } from './family-forms.tsx'
import { FamilyPicture } from './family-figure.tsx'
import type { FigureModel } from './family-figure.tsx'

const datePart = 'Leave out the day, or the day and the month, if they are not known'

interface Common {
  readonly form: PageForm
  readonly uid: Uid
  readonly figure: FigureModel
}

function AndTheDrawing({ figure }: { readonly figure: FigureModel }) {
  return (
    <>
      <h2 class="govuk-heading-m">The drawing as it is now</h2>
      <FamilyPicture model={figure} />
    </>
  )
}

/** Somebody in the drawing: what it is told of them. */
export function ChangePerson(
  props: Common & {
    readonly person: { readonly id: string; readonly version: number; readonly isChild: boolean }
  },
) {
  const { form, uid, person, figure } = props
  const here = paths.person(uid, person.id)
  return (
    <>
      <Form action={here} idempotencyKey={form.key} version={person.version}>
        <FactsFields form={form} />
        <ButtonGroup>
          <Button text="Save" />
        </ButtonGroup>
      </Form>
      {person.isChild ? null : (
        <>
          <h2 class="govuk-heading-m">Added by mistake</h2>
          <p class="govuk-body">
            Takes the person out of the drawing. The label and the names stay, and the person can be
            put back.
          </p>
          <Remove
            form={form}
            action={`${here}/leave-out`}
            version={person.version}
            button="Leave out of the drawing"
          />
        </>
      )}
      <AndTheDrawing figure={figure} />
    </>
  )
}

function EndRelation(props: {
  readonly form: PageForm
  readonly action: string
  readonly version: number
  readonly isCouple: boolean
}) {
  const { form } = props
  return (
    <>
      <h2 class="govuk-heading-m">It has ended</h2>
      <p class="govuk-body">It stays in the drawing, as a relation that has ended.</p>
      <Form action={props.action} idempotencyKey={form.key} version={props.version}>
        {props.isCouple ? (
          <RadioField
            form={form}
            name="how"
            label="How are they apart?"
            small
            options={[
              { value: 'separated', text: 'Separated' },
              { value: 'divorced', text: 'Divorced, or the civil partnership is dissolved' },
              { value: 'ended', text: 'They were not married, and it ended' },
            ]}
          />
        ) : null}
        <DateField form={form} name="endedOn" label="When did it end?" hint={datePart} />
        <ButtonGroup>
          <Button text="Record the end" classes="govuk-button--secondary" />
        </ButtonGroup>
      </Form>
    </>
  )
}

/** A relation: put right, ended in life, or taken away as a mistake. */
export function ChangeRelation(
  props: Common & {
    readonly people: readonly PersonChoice[]
    readonly relation: {
      readonly id: string
      readonly version: number
      readonly canEnd: boolean
      readonly isCouple: boolean
    }
  },
) {
  const { form, uid, relation, people, figure } = props
  const here = paths.relation(uid, relation.id)
  return (
    <>
      <Form action={here} idempotencyKey={form.key} version={relation.version}>
        <RelationFields form={form} people={people} />
        <DateField form={form} name="until" label="Until (optional)" hint={datePart} />
        <ButtonGroup>
          <Button text="Save" />
        </ButtonGroup>
      </Form>
      {relation.canEnd ? (
        <EndRelation
          form={form}
          action={`${here}/end`}
          version={relation.version}
          isCouple={relation.isCouple}
        />
      ) : null}
      <h2 class="govuk-heading-m">Recorded by mistake</h2>
      <Remove
        form={form}
        action={`${here}/remove`}
        version={relation.version}
        button="Take the relation away"
      />
      <AndTheDrawing figure={figure} />
    </>
  )
}

/** A home: its name and address, and who lives there. */
export function ChangeHome(
  props: Common & {
    readonly home: { readonly id: string; readonly version: number }
    readonly members: readonly {
      readonly id: string
      readonly label: string
      readonly period: string
    }[]
    readonly others: readonly PersonChoice[]
    readonly addresses: readonly AddressChoice[]
  },
) {
  const { form, uid, home, members, others, figure } = props
  const here = paths.home(uid, home.id)
  return (
    <>
      {members.length === 0 ? (
        <p class="govuk-body">Nobody is recorded as living here.</p>
      ) : (
        <DataTable
          caption="Who lives or lived here"
          rows={members}
          columns={[
            { head: 'Person', cell: (row) => row.label },
            { head: 'When', cell: (row) => row.period },
            {
              head: 'Change',
              acts: true,
              cell: (row) => (
                <SafeLink href={paths.member(uid, home.id, row.id)}>
                  Left, or a mistake<span class="govuk-visually-hidden">: {row.label}</span>
                </SafeLink>
              ),
            },
          ]}
        />
      )}
      <h2 class="govuk-heading-m">Somebody else lives here</h2>
      <Form action={`${here}/people`} idempotencyKey={form.key}>
        <SelectField
          form={form}
          name="person"
          label="Who?"
          blank="Choose one"
          options={others.map(({ id, label }) => ({ value: id, text: label }))}
        />
        <DateField form={form} name="since" label="Since (optional)" hint={datePart} />
        <ButtonGroup>
          <Button text="Add to this home" />
        </ButtonGroup>
      </Form>
      <h2 class="govuk-heading-m">Name and address</h2>
      <Form action={here} idempotencyKey={form.key} version={home.version}>
        <TextField form={form} name="homeName" label="Name of the home" width={20} />
        <AddressField form={form} addresses={props.addresses} />
        <ButtonGroup>
          <Button text="Save" classes="govuk-button--secondary" />
        </ButtonGroup>
      </Form>
      <AndTheDrawing figure={figure} />
    </>
  )
}

/** Somebody's time in a home: it ended, or it was a mistake. */
export function ChangeMember(props: {
  readonly form: PageForm
  readonly uid: Uid
  readonly home: string
  readonly member: { readonly id: string; readonly version: number; readonly left: boolean }
}) {
  const { form, uid, home, member } = props
  const here = paths.member(uid, home, member.id)
  return (
    <>
      {member.left ? (
        <p class="govuk-body">It is recorded that they left.</p>
      ) : (
        <Form action={`${here}/leave`} idempotencyKey={form.key} version={member.version}>
          <DateField form={form} name="leftOn" label="When did they leave?" hint={datePart} />
          <ButtonGroup>
            <Button text="Record that they left" />
          </ButtonGroup>
        </Form>
      )}
      <h2 class="govuk-heading-m">Recorded by mistake</h2>
      <Remove
        form={form}
        action={`${here}/remove`}
        version={member.version}
        button="Take it away"
      />
    </>
  )
}
