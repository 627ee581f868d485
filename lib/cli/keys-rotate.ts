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
  const { secrets, blobs } = await rotateKeys(
    { db: opened.db, blobs: blobsOf(opened, env()) },
    env().secretKey,
  )
  say(`Sealed under the current key: ${secrets} secrets and ${blobs} files. SECRET_KEYS_OLD can be emptied.`)
} finally {
  await opened.close()
}
