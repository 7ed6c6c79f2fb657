import { inSentence, useWords } from '#platform/html/own-words.ts'

interface Answer {
  readonly question: string
  readonly answer: string
}

const answersFor = (manager: string): readonly Answer[] => [
  {
    question: 'I cannot find a case or a recommendation',
    answer: `Heed shows what is open to you by name, by your post or by your role. What is not open to you looks as if it did not exist. Ask your ${manager}, by telephone if it is urgent.`,
  },
  {
    question: 'A child is at risk and I cannot wait',
    answer:
      'If your role has emergency access, you find it under the list of cases. It opens one case by its reference for an hour, to read only. Those who answer for the case, and those who review it, see that you used it and why. It opens no sealed case, and none in which you have a conflict of interest.',
  },
  {
    question: 'I know somebody in a case',
    answer:
      'Say so on the page of the case: “I know somebody in this case”. It closes to you at once, and those who settle conflicts have a line about it on their page. If it was a mistake, call one of them: the page names them before you declare it. Knowing a family through your work is no conflict.',
  },
  {
    question: 'I was interrupted while typing',
    answer:
      'What you type into a long form is kept as you go, encrypted, and for you alone. Open the same form again and it is back, also after your session has ended.',
  },
  {
    question: 'Somebody changed the record while I was working on it',
    answer:
      'Nothing of yours is lost: the form comes back with what you typed, beside the record as it is now. Compare, then send again.',
  },
  {
    question: 'Who sees what I do?',
    answer:
      'Every look and every change is recorded with your name and the time, never with its content. The auditor of the partnership reads that record, but for what a conflict of interest closes to the auditor; reading it is recorded too. The business manager and the safeguarding partners see on the page of a case who looked at it.',
  },
  {
    question: 'Why can I see this?',
    answer:
      'At the foot of each case and each recommendation a link says what opens it to you, how much of it you see, and until when.',
  },
  {
    question: 'Why does Heed send so little by mail?',
    answer:
      'Messages carry a neutral reference and a link, nothing else. What a case is about stands only behind the sign-in.',
  },
]

/** Short answers to what people ask first. */
export function HelpPage() {
  const words = useWords()
  return (
    <>
      {answersFor(inSentence(words('role.business-manager'))).map(({ question, answer }) => (
        <>
          <h2 class="govuk-heading-m">{question}</h2>
          <p class="govuk-body">{answer}</p>
        </>
      ))}
    </>
  )
}
