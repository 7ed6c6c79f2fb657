import packageFacts from '../package.json' with { type: 'json' }

/** The release that wrote an audit row. */
export const build = packageFacts.version
