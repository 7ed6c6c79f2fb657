/** A word that the partnership may change: what Heed ships, and what the partnership says instead. */
export interface Word {
  readonly key: string
  readonly shipped: string
  readonly own: string | undefined
  /** Where people meet it. */
  readonly where: string
}

/** A module of Heed as a partnership has it. */
export interface ModuleSwitch {
  readonly name: string
  readonly title: string
  readonly isOn: boolean
}
