/** Where people meet each word that may be changed; the keys are those of the shipped words. */
export const wordPlaces: Readonly<Record<string, string>> = {
  'group.case-review': 'The group that decides on cases and reviews',
  'group.assurance': 'The group that accepts or returns evidence',
  'group.executive': 'The group of the lead partners or their delegates',
  'review.local': 'The kind of review that is published',
  'review.rapid': 'The first look at a case, within fifteen working days',
  'role.business-manager': 'Who runs the partnership’s office',
  'role.scrutineer': 'Who scrutinises the partnership from outside',
  'partnership.short': 'The partnership in running text',
}
