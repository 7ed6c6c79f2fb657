import { FactList } from '#platform/html/fact-list.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { findingEvidenceWords, themeWords } from '../finding-words.ts'
import type { Theme } from '../finding-words.ts'
import type { FindingEvidence } from '../model.ts'
import { paths } from '../paths.ts'
import type { OpenAct } from './recommendation-page.tsx'

interface AdoptionModel {
  readonly name: string
  readonly since: PlainDate
  readonly how: string
}

type EvidenceModel = FindingEvidence & {
  readonly uid: Uid
  readonly consentFrom: string | null
  readonly mayBeQuoted: boolean
}

function Acts({ acts }: { readonly acts: readonly OpenAct[] }) {
  return acts.length === 0 ? null : (
    <ul class="govuk-list heed-acts">
      {acts.map((each) => (
        <li>
          <SafeLink href={each.href}>{each.text}</SafeLink>
        </li>
      ))}
    </ul>
  )
}

function Adoptions({ rows }: { readonly rows: readonly AdoptionModel[] }) {
  return (
    <FactList
      card={{ title: 'Taken up by' }}
      facts={
        rows.length === 0
          ? [{ name: 'Agencies', unknown: 'Nobody yet, as far as is recorded' }]
          : rows.map((row) => ({
              name: row.name,
              value: (
                <>
                  <div>{row.how}</div>
                  <div class="heed-quiet">Since {sayDate(row.since)}</div>
                </>
              ),
            }))
      }
    />
  )
}

/** A finding in the words in which it is shared, for those who do not see its case. */
export function SharedFindingPage(props: {
  readonly text: string
  readonly goodPractice: boolean
  readonly adoptions: readonly AdoptionModel[]
  readonly acts: readonly OpenAct[]
}) {
  return (
    <>
      <p class="govuk-body-l">{props.text}</p>
      <Acts acts={props.acts} />
      {props.goodPractice ? <Adoptions rows={props.adoptions} /> : null}
    </>
  )
}

function consentWords(evidence: EvidenceModel): string {
  if (evidence.kind !== 'family-words') return ''
  const { consent, consentFrom } = evidence
  if (consent === null) return 'No consent is recorded; the words are not shown.'
  const from = consentFrom === null ? '' : ` by ${consentFrom}`
  if (consent.withdrawnOn !== null)
    return `Consent given${from} on ${sayDate(consent.givenOn)} and taken back on ${sayDate(consent.withdrawnOn)}; the words are no longer shown.`
  return `Used with consent, given${from} on ${sayDate(consent.givenOn)}.`
}

function Evidence(props: {
  readonly uid: Uid
  readonly evidence: EvidenceModel
  readonly mayEndConsent: boolean
}) {
  const { evidence } = props
  if (evidence.kind !== 'family-words') return <>{evidence.place}</>
  const stands = evidence.consent !== null && evidence.consent.withdrawnOn === null
  return (
    <>
      {evidence.mayBeQuoted ? <div>“{evidence.words}”</div> : null}
      <div class="heed-quiet">{consentWords(evidence)}</div>
      {stands && props.mayEndConsent ? (
        <div>
          <SafeLink href={paths.consentEnded(props.uid, evidence.uid)}>
            The family took the consent back
          </SafeLink>
        </div>
      ) : null}
    </>
  )
}

/** All that the page of a finding shows to those who see its case. */
export interface FindingPageModel {
  readonly uid: Uid
  readonly text: string
  readonly underlyingReason: string
  readonly themes: readonly Theme[]
  readonly agencies: readonly string[]
  readonly goodPractice: boolean
  readonly fromCase: { readonly uid: Uid; readonly reference: string }
  readonly evidence: readonly EvidenceModel[]
  readonly agreedAt: Instant | null
  readonly sharedText: string | null
  readonly adoptions: readonly AdoptionModel[]
  readonly acts: readonly OpenAct[]
  readonly mayEndConsent: boolean
}

/** A finding: what was found and why it was so, what it rests on, and what of it is shared. */
export function FindingPage({ model }: { readonly model: FindingPageModel }) {
  return (
    <>
      <p class="govuk-body-l">{model.text}</p>
      <Acts acts={model.acts} />
      <FactList
        card={{ title: 'What it rests on' }}
        facts={model.evidence.map((each) => ({
          name: findingEvidenceWords[each.kind],
          value: <Evidence uid={model.uid} evidence={each} mayEndConsent={model.mayEndConsent} />,
        }))}
      />
      <FactList
        card={{ title: 'What is known' }}
        facts={[
          { name: 'Why it was so', value: model.underlyingReason, unknown: 'Not said' },
          {
            name: 'Themes',
            value: model.themes.map((theme) => themeWords[theme]).join(', '),
            unknown: 'None named',
          },
          { name: 'Agencies', value: model.agencies.join(', '), unknown: 'None named' },
          {
            name: 'Case',
            value: (
              <SafeLink href={paths.caseFindings(model.fromCase.uid)}>
                {model.fromCase.reference}
              </SafeLink>
            ),
          },
          {
            name: 'Agreed',
            value: model.agreedAt === null ? null : sayMoment(model.agreedAt),
            unknown: 'Not agreed yet',
          },
          {
            name: 'Shared as',
            value: model.sharedText,
            unknown: 'Not shared. It can be shared from the day on which it is agreed.',
          },
        ]}
      />
      {model.goodPractice && model.sharedText !== null ? (
        <Adoptions rows={model.adoptions} />
      ) : null}
    </>
  )
}
