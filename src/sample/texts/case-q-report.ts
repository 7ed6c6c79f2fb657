/**
 * What the public page of case Q says. "12 of the 60" is a figure; the vault of the case holds a house number 12, so the
 * check asks about it and a named person answers.
 */
export const caseQReport = `# What happened

A baby of nine weeks died in a bed shared with both parents, on a weekend away from home. The parents’ first baby had died at birth two years before. In this report the baby is called Q.

# What was learned

Practice was sound over all. Ward staff marked the earlier loss on the record in the way that the parents chose, and spoke with both of them.

Advice on safer sleep was given to the mother, and for the cot at home. The father was not spoken to, and nobody asked where the baby would sleep away from home.

# What an audit of records showed

| What the record holds | Records |
| The mother was spoken to | 57 |
| The father or partner was spoken to | 12 |
| Nights away from home were spoken about | 4 |

Of 60 records, the father or partner was spoken to in 12 of the 60.

Three recommendations were made. What happened next is told beside each of them, and brought up to date.
`

/** The text that is still being written; a family's hope is also a name in the vault, and nobody has answered yet. */
export const movingChildDraft = `# What happened

A child of three died of an illness that was not treated in time. The family had moved twice in a year.

# What was learned

Each move began a new record. We hope that the next family will not have to tell its story again.
`
