import { keyFrom } from '#platform/keys.ts'
import type { Root } from './cli/command.ts'
import { routesFor } from './app.ts'
import { build } from './build-name.ts'
import { houseOf } from './compose.ts'
import { foundInstallation } from './founding.ts'

/** What the command line takes from the whole of Heed. */
export const root: Root = {
  build,
  // The routes are only listed here; no secret is made for that.
  routesFor: ({ url }) => routesFor({ keys: { fieldKey: Buffer.alloc(32) }, url }),
  houseOf: (config, installation) => houseOf(config, installation, { name: 'cli', connections: 4 }),
  foundSample: (config, installation, house) =>
    foundInstallation({ sample: true, keyFolder: config.keyFolder }, installation, {
      house,
      fieldKey: keyFrom(config.keyFolder, 'field'),
    }),
}
