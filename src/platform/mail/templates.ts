/** The words of one kind of message. They never say who or what it is about: that is behind the link. */
export interface MailTemplate {
  /** Stands before the reference in the subject. */
  readonly subject: string
  /** One or two sentences above the link. */
  readonly words: string
}

/** The messages that Heed sends. A new kind is a line here, not code. */
export const mailTemplates = {
  'waits-for-you': {
    subject: 'Something waits for you in Heed',
    words: 'Something in Heed waits for you. Sign in to see what it is.',
  },
  'signature-asked': {
    subject: 'Your signature is asked for in Heed',
    words: 'A document in Heed is ready for you to sign, or to say why you do not.',
  },
  'answer-asked': {
    subject: 'Your agency’s answer is asked for in Heed',
    words: 'Your agency is asked to answer. Sign in to read what is asked and by when.',
  },
  'action-given': {
    subject: 'An action was given to your post in Heed',
    words: 'An action now belongs to your post. Sign in to see what it is and when it is due.',
  },
  'due-soon': {
    subject: 'Something is due soon in Heed',
    words: 'Something that you are responsible for is due soon.',
  },
  late: {
    subject: 'Something is late in Heed',
    words:
      'Something that you are responsible for is past its date. You can report or ask for another date.',
  },
  'evidence-returned': {
    subject: 'Evidence was returned in Heed',
    words: 'The assurance group has returned evidence that you gave. Sign in to read why.',
  },
  'publication-waits': {
    subject: 'A publication waits for your decision in Heed',
    words: 'A publication is ready for you to read and decide on.',
  },
  'emergency-access-used': {
    subject: 'Emergency access was used in Heed',
    words:
      'Somebody has used emergency access, and you are to know of it at once. Sign in to see who and when.',
  },
} as const satisfies Record<string, MailTemplate>

/** The name of a kind of message. */
export type MailTemplateName = keyof typeof mailTemplates

/** Whether a text names a kind of message. */
export function isMailTemplate(name: string): name is MailTemplateName {
  return Object.hasOwn(mailTemplates, name)
}
