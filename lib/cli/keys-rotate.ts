import { existsSync } from 'node:fs'
import { blobsOf } from '../blobs/blobs'
import { env } from '../platform/env'
import { rotateKeys } from '../services/rotate-keys'
import { ownDatabase } from './postgres/own-database'
import { say } from './run'

/** `npm run keys:rotate`: seals everything under SECRET_KEY, so that SECRET_KEYS_OLD can be emptied. */
if (existsSync('.env')) process.loadEnvFile('.env')
const opened = await ownDatabase()
try {
  const { secrets, blobs, lost } = await rotateKeys(
    { db: opened.db, blobs: blobsOf(opened, env()) },
    env().secretKey,
  )
  say(`Sealed under the current key: ${secrets} secrets and ${blobs} parts of files.`)
  for (const one of lost) say(`Opens under no known key, so it stays as it is: ${one}`)
  if (lost.length === 0)
    say('SECRET_KEYS_OLD can be emptied once every portal and worker has the current key.')
  else
    say('Put the key that they were sealed under into SECRET_KEYS_OLD and run this again, or set them anew.')
  process.exitCode = lost.length === 0 ? 0 : 1
} finally {
  await opened.close()
}
