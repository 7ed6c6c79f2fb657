import { z } from 'zod'
import { isModuleName } from '#platform/access/module.ts'
import type { ModuleName } from '#platform/access/module.ts'
import { requiredText } from '#platform/fields.ts'
import { isWordKey } from '#platform/words/words.ts'
import type { WordKey } from '#platform/words/words.ts'

/** Which word. */
export const WordParams = z.object({
  key: z.custom<WordKey>((key) => typeof key === 'string' && isWordKey(key)),
})

/** Which module. */
export const ModuleParams = z.object({
  name: z.custom<ModuleName>((name) => typeof name === 'string' && isModuleName(name)),
})

/** What the partnership says instead; it stands in headings and running text, so it is short. */
export const WordForm = z.strictObject({
  own: requiredText('Enter what your partnership says', 80),
})

/** An act that needs no more than its address. */
export const NothingForm = z.strictObject({})

/** One plain address, or none; the same form as in the database. */
const addressForm = /^[^\s<>"(),:;@\\]+@[^\s<>"(),:;@\\]+\.[^\s<>"(),:;@\\]+$/

/** Where messages go; empty means nowhere. */
export const AddressForm = z.strictObject({
  address: z
    .string()
    .max(254, 'Use 254 characters or fewer')
    .refine((text) => text === '' || addressForm.test(text), {
      error: 'Enter a mail address like name@example.org.uk',
    })
    .transform((text) => (text === '' ? undefined : text)),
})
