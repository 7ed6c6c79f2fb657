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
    question: 'I know somebody in a case',
    answer:
      'Say so on the page of the case: “I know somebody in this case”. It closes to you at once. Knowing a family through your work is no conflict.',
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
      'Every look and every change is recorded with your name and the time, never with its content. The auditor of the partnership reads that record; you may ask who looked at what you own.',
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
