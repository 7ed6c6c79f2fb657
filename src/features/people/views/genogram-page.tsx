import type { ComponentChildren } from 'preact'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { Details } from '#platform/html/govuk/details.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../family-paths.ts'
import type { PersonPart } from '../model.ts'
import { AddHome, AddMember, PutBack, Relate } from './family-forms.tsx'
import type { AddressChoice, PersonChoice } from './family-forms.tsx'
import { FamilyOutline, FamilyPicture, GenogramKey } from './family-figure.tsx'
import type { FigureModel } from './family-figure.tsx'

/** A row of a list below the drawing: what is recorded, in words. */
interface Row {
  readonly id: string
  readonly words: string
  readonly period: string
}

/** Something that was taken away and can be put back. */
interface Gone {
  readonly id: string
  readonly words: string
  readonly reason: string
  readonly version: number
}

/** All that the page of a family drawing shows. */
export interface GenogramModel extends FigureModel {
  readonly uid: Uid
  readonly withNames: boolean
  readonly people: readonly (PersonChoice & { readonly words: string })[]
  readonly relations: readonly Row[]
  readonly homes: readonly { readonly id: string; readonly words: string; readonly who: string }[]
  readonly leftOut: readonly Gone[]
  readonly removed: readonly Gone[]
  readonly parts: readonly PersonPart[]
  readonly addresses: readonly AddressChoice[]
  readonly may: {
    readonly record: boolean
    readonly readVault: boolean
    readonly recordVault: boolean
  }
}

function Ways({ model }: { readonly model: GenogramModel }) {
  const { uid, withNames, may } = model
  return (
    <ul class="govuk-list heed-acts">
      {withNames ? (
        <li>
          <SafeLink href={paths.show(uid)}>Show labels instead of names</SafeLink>
        </li>
      ) : null}
      {may.readVault && !withNames ? (
        <li>
          <SafeLink href={paths.names(uid)}>Show names instead of labels</SafeLink>
        </li>
      ) : null}
      <li>
        <SafeLink href={paths.picture(uid)}>Save the drawing as a file, with labels</SafeLink>
      </li>
    </ul>
  )
}

/** The figure and the outline: two forms of one family. On a phone the words come first. */
function BothForms({ model }: { readonly model: GenogramModel }) {
  return (
    <div class="heed-family">
      <section class="heed-family__words" aria-labelledby="in-words">
        <h2 class="govuk-heading-m" id="in-words">
          In words
        </h2>
        <FamilyOutline outline={model.outline} />
      </section>
      <section class="heed-family__drawing" aria-labelledby="as-drawing">
        <h2 class="govuk-heading-m" id="as-drawing">
          As a drawing
        </h2>
        <FamilyPicture model={model} />
        <GenogramKey />
      </section>
    </div>
  )
}

function change<T extends { readonly id: string }>(
  what: (row: T) => string,
  href: (row: T) => string,
) {
  return {
    head: 'Change',
    acts: true,
    cell: (row: T) => (
      <SafeLink href={href(row)}>
        Change<span class="govuk-visually-hidden"> {what(row)}</span>
      </SafeLink>
    ),
  }
}

function Relations({ model, form }: { readonly model: GenogramModel; readonly form: PageForm }) {
  const { uid, relations, may } = model
  return (
    <>
      {relations.length === 0 ? null : (
        <DataTable
          caption="Relations"
          rows={relations}
          columns={[
            {
              head: 'Relation',
              cell: (row) => (row.period === '' ? row.words : `${row.words}, ${row.period}`),
            },
            ...(may.record
              ? [
                  change<Row>(
                    (row) => row.words,
                    (row) => paths.relation(uid, row.id),
                  ),
                ]
              : []),
          ]}
        />
      )}
      {may.record && model.people.length > 1 ? (
        <Opened title="Record a relation" open={form.values['kind'] !== undefined}>
          <Relate form={form} uid={uid} people={model.people} />
        </Opened>
      ) : null}
    </>
  )
}

function People({ model, form }: { readonly model: GenogramModel; readonly form: PageForm }) {
  const { uid, people, may } = model
  return (
    <>
      <DataTable
        caption="People"
        rows={people}
        columns={[
          { head: 'Person', cell: (row) => row.label },
          { head: 'As drawn', cell: (row) => row.words },
          ...(may.record
            ? [
                change<(typeof people)[number]>(
                  (row) => row.label,
                  (row) => paths.person(uid, row.id),
                ),
              ]
            : []),
        ]}
      />
      {may.record ? (
        <Opened title="Add somebody of the family" open={form.values['part'] !== undefined}>
          <AddMember form={form} uid={uid} parts={model.parts} mayRecordVault={may.recordVault} />
          <p class="govuk-body">
            <SafeLink href={paths.addChild(uid)}>Add a child of the case</SafeLink> with what the
            notification asks of children.
          </p>
        </Opened>
      ) : null}
    </>
  )
}

function Homes({ model, form }: { readonly model: GenogramModel; readonly form: PageForm }) {
  const { uid, homes, may } = model
  return (
    <>
      {homes.length === 0 ? null : (
        <DataTable
          caption="Homes"
          rows={homes}
          columns={[
            { head: 'Home', cell: (row) => row.words },
            { head: 'Who lives there', cell: (row) => row.who || 'Nobody now' },
            ...(may.record
              ? [
                  change<(typeof homes)[number]>(
                    (row) => row.words,
                    (row) => paths.home(uid, row.id),
                  ),
                ]
              : []),
          ]}
        />
      )}
      {may.record && model.people.length > 0 ? (
        <Opened title="Add a home" open={form.values['members'] !== undefined}>
          <AddHome form={form} uid={uid} people={model.people} addresses={model.addresses} />
        </Opened>
      ) : null}
    </>
  )
}

/** A form that is closed until somebody wants it, and stays open when it comes back with problems. */
function Opened(props: {
  readonly title: string
  readonly open: boolean
  readonly children: ComponentChildren
}) {
  return (
    <Details summaryText={props.title} open={props.open} classes="heed-form-details">
      {props.children}
    </Details>
  )
}

function TakenAway({ model, form }: { readonly model: GenogramModel; readonly form: PageForm }) {
  const { uid, removed, leftOut } = model
  const rows = [
    ...removed.map((gone) => ({ ...gone, back: `${paths.relation(uid, gone.id)}/restore` })),
    ...leftOut.map((gone) => ({ ...gone, back: `${paths.person(uid, gone.id)}/restore` })),
  ]
  if (rows.length === 0) return null
  return (
    <DataTable
      caption="Taken away as a mistake"
      rows={rows}
      columns={[
        { head: 'What', cell: (row) => row.words },
        { head: 'Why', cell: (row) => row.reason },
        ...(model.may.record
          ? [
              {
                head: 'Put back',
                acts: true,
                cell: (row: (typeof rows)[number]) => (
                  <PutBack form={form} action={row.back} version={row.version} what={row.words} />
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

/** The family of a case: drawn, in words, and as lists in which it is changed. */
export function GenogramPage({
  model,
  form,
}: {
  readonly model: GenogramModel
  readonly form: PageForm
}) {
  const { people, withNames } = model
  return (
    <>
      {withNames ? (
        <InsetText>
          Names and addresses come from the vault. Every opening of this page is recorded with your
          name. To change something, go back to the labels.
        </InsetText>
      ) : null}
      {people.length === 0 ? (
        <EmptyState title="Nobody is drawn yet">
          {model.may.record
            ? 'Add the children of the case and their family, then how they are related. The drawing makes itself.'
            : 'No person of this case is recorded, or none is open to you.'}
        </EmptyState>
      ) : (
        <>
          <Ways model={model} />
          <BothForms model={model} />
        </>
      )}
      {withNames ? null : (
        <div class="heed-family__lists">
          <h2 class="govuk-heading-m">What is recorded</h2>
          {people.length === 0 && !model.may.record ? null : <People model={model} form={form} />}
          <Relations model={model} form={form} />
          <Homes model={model} form={form} />
          <TakenAway model={model} form={form} />
        </div>
      )}
    </>
  )
}
