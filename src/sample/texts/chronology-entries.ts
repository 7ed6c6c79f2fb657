import type { AgencyName } from '../cast.ts'

/** One entry of the invented chronology: days count from the day of the incident. */
export interface SampleEntry {
  readonly agency: AgencyName
  readonly day: number
  readonly until?: number
  readonly how?: 'about-day' | 'month' | 'about-month' | 'between'
  readonly at?: string
  /** Days after the event until the agency knew; unknown where it says so. */
  readonly knewAfter?: number | 'unknown'
  /** Days after the agency knew until it was written down. */
  readonly wroteAfter?: number
  readonly kind:
    | 'contact'
    | 'home-visit'
    | 'appointment'
    | 'missed-appointment'
    | 'call'
    | 'meeting'
    | 'referral'
    | 'assessment'
    | 'decision'
    | 'incident'
    | 'observation'
    | 'information-shared'
  readonly about?: readonly ('child' | 'father')[]
  readonly event: string
  readonly place?: string
  readonly reference?: string
  readonly seen?: 'yes' | 'no' | 'not-expected'
  readonly voice?: string
  readonly response?: string
  readonly analysis?: string
  readonly good?: boolean
  readonly themes?: readonly (
    | 'fathers'
    | 'professional-curiosity'
    | 'information-sharing'
    | 'voice-of-child'
    | 'supervision'
    | 'domestic-abuse'
  )[]
  readonly facts?: string
}

const father = ['father'] as const
const both = ['child', 'father'] as const

/**
 * A baby of four months, five agencies. Planted: eleven weeks in which nobody saw the baby, a weight that differs, a
 * baby in two places at once, a visit at which one agency saw the child and another did not, a bruise that the council learnt
 * of seven weeks later, a record that was written three weeks late, and good practice.
 */
export const sampleEntries: readonly SampleEntry[] = [
  {
    agency: 'maternity',
    day: -250,
    kind: 'appointment',
    about: father,
    event: 'Booking appointment. The mother came with her partner, who answered most questions.',
    seen: 'not-expected',
  },
  {
    agency: 'maternity',
    day: -222,
    kind: 'missed-appointment',
    event: 'Scan appointment not kept. A new date was sent.',
    seen: 'not-expected',
  },
  {
    agency: 'housing',
    day: -215,
    how: 'about-month',
    kind: 'contact',
    about: father,
    event: 'The father asked for repairs to a door that had been forced.',
    knewAfter: 'unknown',
    response: 'A joiner was sent. Nobody asked how the door came to be broken.',
    analysis: 'A forced door in a household with a pregnancy was a reason to ask.',
    themes: ['professional-curiosity', 'domestic-abuse'],
  },
  {
    agency: 'police',
    day: -208,
    at: '23:40',
    kind: 'incident',
    about: father,
    event: 'Neighbours reported shouting. Both adults said that it was an argument about money.',
    response: 'No offence disclosed. Shared with the council the next day.',
    reference: 'Log 2231',
    themes: ['domestic-abuse'],
  },
  {
    agency: 'council',
    day: -207,
    kind: 'information-shared',
    about: father,
    event: 'Notice from the police of a verbal argument; the mother was pregnant.',
    response: 'No further action; the notice was not passed to midwives.',
    reference: 'Log 2231',
    themes: ['information-sharing'],
  },
  {
    agency: 'maternity',
    day: -190,
    kind: 'appointment',
    event: 'Routine appointment. Asked alone, the mother said that she felt safe.',
    response: 'Routine care.',
    good: true,
    analysis: 'The question was asked without the partner in the room, as it should be.',
  },
  {
    agency: 'community',
    day: -160,
    kind: 'home-visit',
    about: father,
    event:
      'Antenatal visit by the health visitor. The father was at home and keen to talk about the birth.',
    place: 'Home',
    seen: 'not-expected',
    themes: ['fathers'],
  },
  {
    agency: 'maternity',
    day: -120,
    at: '04:12',
    kind: 'observation',
    about: ['child'],
    event: 'The baby was born at term. Weight 3.1 kg.',
    place: 'Hospital 1',
    seen: 'yes',
    reference: 'Birth',
    facts: 'Weight: 3.1 kg',
  },
  {
    agency: 'community',
    day: -120,
    kind: 'information-shared',
    about: ['child'],
    event: 'Notice of the birth received. Weight given as 3.4 kg.',
    reference: 'Birth',
    facts: 'Weight: 3.4 kg',
  },
  {
    agency: 'maternity',
    day: -119,
    kind: 'contact',
    about: both,
    event:
      'Home from hospital. The father held the baby awkwardly and asked for help; he was shown how.',
    seen: 'yes',
    voice: 'Settled when held against the chest.',
    good: true,
    themes: ['fathers'],
  },
  {
    agency: 'maternity',
    day: -115,
    at: '10:00',
    kind: 'home-visit',
    about: ['child'],
    event: 'Midwife’s visit on day five. Feeding was hard work; both parents looked tired.',
    place: 'Home',
    seen: 'yes',
    voice: 'Cried through most of the visit.',
  },
  {
    agency: 'community',
    day: -106,
    at: '11:00',
    kind: 'home-visit',
    about: both,
    event:
      'New birth visit. Talked about crying and safe handling; the father went out of the room.',
    place: 'Home',
    seen: 'yes',
    response: 'Leaflet on coping with crying given to the mother.',
    analysis: 'The leaflet should have been talked through with both parents.',
    themes: ['fathers'],
  },
  {
    agency: 'community',
    day: -92,
    kind: 'appointment',
    about: ['child'],
    event: 'Weighed at clinic. Gaining as expected.',
    seen: 'yes',
    facts: 'Weight: 4.0 kg',
  },
  {
    agency: 'housing',
    day: -90,
    how: 'about-day',
    kind: 'contact',
    about: father,
    event: 'Neighbour complained of a baby crying for hours at night.',
    response: 'A letter about noise was sent.',
    analysis: 'A complaint about crying is information about a child. It went no further.',
    themes: ['professional-curiosity', 'information-sharing'],
    knewAfter: 0,
    wroteAfter: 24,
  },
  {
    agency: 'police',
    day: -84,
    at: '21:15',
    kind: 'incident',
    about: both,
    event:
      'Attended after a call by a neighbour. The baby was asleep in a cot; officers did not wake the baby.',
    place: 'Home',
    seen: 'yes',
    reference: 'Log 2908',
    response: 'Shared with the council.',
  },
  {
    agency: 'council',
    day: -84,
    kind: 'incident',
    about: both,
    event:
      'Duty worker told by telephone of the police call-out. Recorded that the baby was not seen.',
    seen: 'no',
    reference: 'Log 2908',
    response: 'Offer of early help sent by post; no answer came.',
    themes: ['voice-of-child'],
  },
  {
    agency: 'community',
    day: -78,
    kind: 'missed-appointment',
    about: ['child'],
    event: 'Six to eight week review not kept. A text message was sent.',
    seen: 'no',
  },
  {
    agency: 'community',
    day: -77,
    kind: 'call',
    about: father,
    event: 'The father said that the baby had a cold and asked for another date.',
    seen: 'no',
    response: 'Another date was given, ten weeks ahead, because of vacancies.',
    analysis: 'Ten weeks without a look at a baby of six weeks was too long.',
    themes: ['supervision'],
  },
  {
    agency: 'council',
    day: -49,
    how: 'between',
    until: -45,
    knewAfter: 49,
    kind: 'observation',
    about: ['child'],
    event: 'A relative saw a bruise on the baby’s cheek at a family gathering.',
    response: 'Told to the council after the baby was in hospital.',
    analysis:
      'A bruise in a baby who cannot move about always needs a doctor’s look. Nobody who could have acted knew of it.',
    themes: ['information-sharing'],
  },
  {
    agency: 'community',
    day: -7,
    at: '14:00',
    kind: 'home-visit',
    about: both,
    event:
      'Review at last. A small bruise on the shin, said to come from a toy. The baby did not yet roll.',
    place: 'Home',
    seen: 'yes',
    voice: 'Quiet; watched the father’s face.',
    response: 'Talked over with a colleague the next day; no referral.',
    analysis: 'The bruise called for a referral the same day.',
    themes: ['professional-curiosity', 'voice-of-child'],
  },
  {
    agency: 'housing',
    day: -7,
    at: '14:20',
    kind: 'contact',
    about: both,
    event: 'The father came to the office with the baby about the rent.',
    place: 'Housing office',
    seen: 'yes',
  },
  {
    agency: 'community',
    day: -6,
    kind: 'meeting',
    about: ['child'],
    event: 'The bruise was mentioned in supervision. Agreed to look again in two weeks.',
    response: 'No change of plan.',
    themes: ['supervision'],
  },
  {
    agency: 'council',
    day: -3,
    kind: 'call',
    about: father,
    event: 'The father rang to ask about help with the rent and was put through to housing.',
    response: 'Nothing asked about the baby.',
  },
  {
    agency: 'maternity',
    day: 0,
    at: '07:50',
    kind: 'incident',
    about: ['child'],
    event: 'Brought to the emergency department. Fractures of different ages were found.',
    place: 'Hospital 1',
    seen: 'yes',
    response: 'Paediatrician called at once; strategy discussion asked for within the hour.',
    reference: 'Strategy 1',
    good: true,
    analysis: 'Nobody waited for a second opinion before telling the others.',
  },
  {
    agency: 'police',
    day: 0,
    at: '09:30',
    kind: 'meeting',
    about: both,
    event: 'Strategy discussion with hospital and council.',
    response: 'Joint enquiry; both parents to be seen apart.',
    reference: 'Strategy 1',
  },
  {
    agency: 'council',
    day: 1,
    at: '09:30',
    kind: 'meeting',
    about: both,
    event: 'Strategy discussion with hospital and police.',
    response: 'The baby is safe on the ward; no visit without staff.',
    reference: 'Strategy 1',
  },
  {
    agency: 'community',
    day: 1,
    kind: 'information-shared',
    about: ['child'],
    event: 'Told of the admission by the hospital.',
    response: 'Records were secured the same day.',
    good: true,
  },
  {
    agency: 'housing',
    day: 2,
    kind: 'information-shared',
    about: father,
    event: 'Asked by the council for what is held about the household.',
    response: 'The letters about the door and the noise were sent.',
  },
  {
    agency: 'council',
    day: 5,
    kind: 'decision',
    about: ['child'],
    event: 'Care proceedings begun; the baby goes to foster carers from hospital.',
    response: 'Placed within a day of leaving the ward.',
  },
]
