import { addDays, weekday } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'

/** Two weekdays after its use emergency access must have been reviewed; after that it is closed to the person. */
export function reviewDueOn(usedOn: PlainDate): PlainDate {
  let day = usedOn
  for (let left = 2; left > 0;) {
    day = addDays(day, 1)
    if (weekday(day) <= 5) left -= 1
  }
  return day
}
