import { existsSync } from 'node:fs'
import { parseEnv } from '../platform/env'
import { end, startPortal } from './children'
import { needFreePort, portOf } from './ports'
import { run } from './run'

run(async (onStop) => {
  if (existsSync('.env')) process.loadEnvFile('.env')
  parseEnv(process.env)
  if (!existsSync('.next/BUILD_ID')) throw new Error('There is no build yet. Run: npm run build')
  const host = process.env.HOST || '127.0.0.1'
  const port = portOf('PORT', 3000)
  await needFreePort(host, port, 'PORT')
  const portal = startPortal({}, host, port)
  onStop(() => end(portal), portal)
})
