import type { MailTemplate } from './templates.ts'

/** A message as it is handed to the postman. */
export interface Message {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Writes a message: the words of its kind, the neutral reference, the link, and nothing else. */
export function writeMessage(
  template: MailTemplate,
  mail: { uid: string; address: string; reference: string; path: string },
  from: { url: string; address: string },
): Message {
  const link = new URL(mail.path, from.url).href
  return {
    id: `<${mail.uid}@${new URL(from.url).hostname}>`,
    from: from.address,
    to: mail.address,
    subject: `${template.subject}: ${mail.reference}`,
    text: [
      template.words,
      '',
      `Reference: ${mail.reference}`,
      link,
      '',
      'For the sake of the child this message says nothing more. Please do not reply with details.',
      '',
    ].join('\n'),
  }
}
