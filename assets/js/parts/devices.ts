const browsers = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'Mac'],
  ['Linux', 'Linux'],
] as const

/** Fills in by what the person will know this device in the list of their sessions, like "Firefox on Windows". */
export function nameDevices(page: Document): void {
  const name = deviceName(navigator.userAgent)
  for (const field of page.querySelectorAll<HTMLInputElement>('input[data-device]')) {
    field.value = name
  }
}

function deviceName(agent: string): string {
  const browser = browsers.find(([sign]) => agent.includes(sign))?.[1] ?? 'A browser'
  const system = systems.find(([sign]) => agent.includes(sign))?.[1]
  return system === undefined ? browser : `${browser} on ${system}`
}
