/** Where people meet each word that may be changed; the keys are those of the shipped words. */
export const wordPlaces: Readonly<Record<string, string>> = {
  'group.case-review': 'The group that decides on cases and reviews',
  'group.assurance': 'The group that accepts or returns evidence',
  'review.local': 'The kind of review that is published',
  'role.business-manager': 'Who runs the partnership’s office',
  'role.scrutineer': 'Who scrutinises the partnership from outside',
}
