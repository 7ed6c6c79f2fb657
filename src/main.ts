import { LifecycleRefusal } from '#platform/lifecycle-errors.ts'
import { leave, onSignal, readSettings } from '#platform/process.ts'
import { serve } from './serve.ts'

const config = readSettings()

try {
  const server = await serve(config)
  onSignal(server.stop)
  for (const line of server.greeting) process.stdout.write(`${line}\n`)
  void server.ended.then((why) =>
    leave(new LifecycleRefusal('database-ended', { detail: why }), config),
  )
} catch (error) {
  leave(error, config)
}
