// govuk-frontend ships no types of its own; only what app.ts uses is named here.
declare module 'govuk-frontend' {
  type Component = new (root: Element) => unknown
  export const Accordion: Component
  export const Button: Component
  export const CharacterCount: Component
  export const Checkboxes: Component
  export const ErrorSummary: Component
  export const ExitThisPage: Component
  export const NotificationBanner: Component
  export const ServiceNavigation: Component
  export const SkipLink: Component
  export const Tabs: Component
  export function createAll(component: Component): unknown[]
}
