import { inSentence, useWords } from '#platform/html/own-words.ts'

/** What was tested, how, and what is not known. */
export function AccessibilityPage() {
  const words = useWords()
  return (
    <>
      <p class="govuk-body">
        Every page of Heed is meant to work by keyboard, with a screen reader, without script, at
        400 % zoom and on a phone 320 pixels wide, to the level AA of the Web Content Accessibility
        Guidelines 2.2.
      </p>
      <h2 class="govuk-heading-m">What is tested</h2>
      <p class="govuk-body">
        With each change every page is opened in a browser and checked for the faults that tools can
        find, for well-formed markup, for the order of its headings, and for scrolling sideways at
        320 pixels. Tools find a part of all barriers only.
      </p>
      <h2 class="govuk-heading-m">What is not known yet</h2>
      <p class="govuk-body">
        People who use screen readers and voice control have not yet tested Heed. If something
        stands in your way, tell your {inSentence(words('role.business-manager'))}: it will be put
        right, or you will be told when.
      </p>
    </>
  )
}
