import { z } from 'zod'

/** The longest address that a draft is kept under; the same as in `app.draft`. */
const longest = 200

const addressForm = /^\/(?!\/)[A-Za-z0-9/_.~-]*$/

/** The address of the page that holds a form: a path of our own, never one that leads elsewhere. */
export const FormAddress = z.string().max(longest).regex(addressForm)

/** The address that a path pattern names with these parameters, `/cases/:uid/date` of one case. */
export function addressOf(pattern: string, params: unknown): string {
  const values = new Map(Object.entries(typeof params === 'object' && params ? params : {}))
  return pattern.replace(/:([A-Za-z]+)/g, (whole, name: string) => {
    const value: unknown = values.get(name)
    return typeof value === 'string' ? value : whole
  })
}

/** Where the browser sends what is typed into the form at this address. */
export function draftPathOf(address: string): string {
  return `/drafts?form=${address}`
}
