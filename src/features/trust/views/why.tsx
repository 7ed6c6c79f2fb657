import { DataTable } from '#platform/html/data-table.tsx'

/** One way by which a record is open to the reader, in words. */
export interface WayModel {
  readonly why: string
  readonly reach: string
  readonly until: string
}

/** Why the reader can see a record: every way, how far it reaches and when it ends. */
export function WhyPage(props: {
  readonly name: string
  readonly ways: readonly WayModel[]
  readonly sealed: boolean
}) {
  const { name, ways, sealed } = props
  return (
    <>
      <DataTable
        caption={`Why this ${name} is open to you`}
        captionHidden
        rows={ways}
        columns={[
          { head: 'Why', cell: (way) => way.why },
          { head: 'What you see', cell: (way) => way.reach },
          { head: 'Until', cell: (way) => way.until },
        ]}
      />
      {sealed ? (
        <p class="govuk-body">
          It is sealed: it opens only to persons who are named for it, and you are one of them.
        </p>
      ) : null}
      <p class="govuk-body">
        A conflict of interest of yours would close it at once, whatever opens it.
      </p>
    </>
  )
}
