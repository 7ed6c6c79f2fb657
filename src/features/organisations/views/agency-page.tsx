import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { agencyKindWords, partnerWords } from '../labels.ts'
import type { AgencyKind, StatutoryPartner } from '../model.ts'
import { paths } from '../paths.ts'

interface Named {
  readonly uid: Uid
  readonly name: string
}

interface PostModel {
  readonly uid: Uid
  readonly title: string
  readonly holder: Named | null
  readonly activeTo: PlainDate | null
  readonly movedTo: { readonly title: string; readonly agency: string } | null
}

/** All that the page of an agency shows. */
export interface AgencyPageModel {
  readonly uid: Uid
  readonly name: string
  readonly kind: AgencyKind
  readonly statutoryPartner: StatutoryPartner | null
  readonly activeFrom: PlainDate
  readonly activeTo: PlainDate | null
  /** Whether its last day has passed. */
  readonly hasEnded: boolean
  readonly successor: Named | null
  readonly predecessors: readonly (Named & { readonly activeTo: PlainDate | null })[]
  readonly openPosts: readonly PostModel[]
  readonly formerPosts: readonly PostModel[]
  readonly mayChange: boolean
}

function sayPeriod({ activeFrom, activeTo }: AgencyPageModel): string {
  return activeTo === null
    ? `since ${sayDate(activeFrom)}`
    : `from ${sayDate(activeFrom)} to ${sayDate(activeTo)}`
}

/** Under the name of a body that ends: since when or from when on, and who has its work. */
export function agencyState(
  agency: Pick<AgencyPageModel, 'activeTo' | 'hasEnded' | 'successor'>,
): string | undefined {
  const { activeTo, hasEnded, successor } = agency
  if (activeTo === null) return undefined
  const ends = hasEnded ? `Ended on ${sayDate(activeTo)}` : `Ends on ${sayDate(activeTo)}`
  if (successor === null) return ends
  return `${ends}; ${successor.name} ${hasEnded ? 'took' : 'takes'} over`
}

function Facts({ agency }: { readonly agency: AgencyPageModel }) {
  return (
    <FactList
      facts={[
        { name: 'Kind', value: agencyKindWords[agency.kind] },
        agency.statutoryPartner !== null && {
          name: 'Part',
          value: partnerWords[agency.statutoryPartner],
        },
        {
          name: agency.hasEnded ? 'Worked with the partnership' : 'Works with the partnership',
          value: sayPeriod(agency),
        },
        agency.successor !== null && {
          name: 'Taken over by',
          value: (
            <SafeLink href={paths.show(agency.successor.uid)}>{agency.successor.name}</SafeLink>
          ),
        },
        agency.predecessors.length > 0 && {
          name: 'Took over from',
          value: agency.predecessors.map((each) => (
            <div>
              <SafeLink href={paths.show(each.uid)}>{each.name}</SafeLink>
              {each.activeTo === null ? '' : `, whose last day was ${sayDate(each.activeTo)}`}
            </div>
          )),
        },
      ]}
    />
  )
}

function OpenPosts({ agency }: { readonly agency: AgencyPageModel }) {
  if (agency.openPosts.length === 0) {
    return <EmptyState title="No posts">Add the posts that answer for this agency.</EmptyState>
  }
  return (
    <DataTable
      caption="Posts"
      rows={agency.openPosts}
      columns={[
        { head: 'Post', cell: (post) => post.title },
        { head: 'Held by', cell: (post) => post.holder?.name ?? 'Vacant' },
        ...(agency.mayChange
          ? [
              {
                head: 'Change',
                acts: true,
                cell: (post: PostModel) => (
                  <SafeLink href={paths.fillPost(agency.uid, post.uid)}>
                    Change holder<span class="govuk-visually-hidden"> of {post.title}</span>
                  </SafeLink>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

function FormerPosts({ posts }: { readonly posts: readonly PostModel[] }) {
  if (posts.length === 0) return null
  return (
    <DataTable
      caption="Former posts"
      rows={posts}
      columns={[
        { head: 'Post', cell: (post) => post.title },
        { head: 'Until', cell: (post) => (post.activeTo === null ? '' : sayDate(post.activeTo)) },
        {
          head: 'What it owned moved to',
          cell: (post) =>
            post.movedTo === null ? 'Nowhere' : `${post.movedTo.title}, ${post.movedTo.agency}`,
        },
      ]}
    />
  )
}

/** An agency: what it is, its posts and who fills them, who came before and after it. */
export function AgencyPage({ agency }: { readonly agency: AgencyPageModel }) {
  const open = agency.activeTo === null
  return (
    <>
      <Facts agency={agency} />
      {open ? <OpenPosts agency={agency} /> : null}
      <FormerPosts posts={agency.formerPosts} />
      {open && agency.mayChange ? (
        <ul class="govuk-list heed-acts">
          <li>
            <SafeLink href={paths.addPost(agency.uid)}>Add a post</SafeLink>
          </li>
          <li>
            <SafeLink href={paths.end(agency.uid)}>This agency has ended or will end</SafeLink>
          </li>
        </ul>
      ) : null}
    </>
  )
}
