import { existsSync } from 'node:fs'
import { parseEnv } from '../platform/env'
import { needFreePort, portOf } from './ports'
import { run, say } from './run'
import { startStack } from './stack'

run(async (onStop, fail) => {
  if (existsSync('.env')) process.loadEnvFile('.env')
  parseEnv(process.env)
  if (!existsSync('.next/BUILD_ID')) throw new Error('There is no build yet. Run: npm run build')
  const host = process.env.HOST || '127.0.0.1'
  const port = portOf('PORT', 3000)
  await needFreePort(host, port, 'PORT')
  const stack = await startStack({ env: {}, host, port, onGivenUp: fail, say })
  onStop(() => stack.stop())
})
