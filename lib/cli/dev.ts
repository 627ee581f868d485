import { existsSync } from 'node:fs'
import { needFreePort, portOf } from './ports'
import { run, say } from './run'
import { startStack } from './stack'

/** The portal as one works on it: its pages and its worker are built anew when a file changes. */
run(async (onStop, fail) => {
  for (const file of ['.env.local', '.env']) if (existsSync(file)) process.loadEnvFile(file)
  const host = process.env.HOST || '127.0.0.1'
  const port = portOf('PORT', 3000)
  await needFreePort(host, port, 'PORT')
  const stack = await startStack({ env: {}, host, port, onGivenUp: fail, say, mode: 'dev' })
  onStop(() => stack.stop())
})
