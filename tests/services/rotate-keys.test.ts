import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blobsOf } from '@/lib/blobs/blobs'
import { connections, sessions, sources } from '@/lib/db/schema'
import { rememberOldKeys } from '@/lib/platform/key-ring'
import { open, type Sealed } from '@/lib/platform/secret-box'
import { rotateKeys } from '@/lib/services/rotate-keys'
import { keptSample, sealSample } from '@/lib/sources/kept-sample'
import { sealSecrets, secretsOf } from '@/lib/sources/secrets'
import { createSession } from '@/lib/web/session'
import { eachDatabase } from '../support/database'

const account = { oid: 'o', username: 'u@contoso.com', name: 'U', roles: ['Admin' as const] }
const limits = { sessionIdleMinutes: 60, sessionHours: 10, sessionsPerAccount: 3 }

eachDatabase('a new key', (opened) => {
  test.each([false, true])(
    'reads what the old one sealed, and takes over (files in a folder: %s)',
    async (files) => {
      const [first, second] = [randomBytes(32), randomBytes(32)]
      const { db } = await opened()
      const dataDir = files ? await mkdtemp(join(tmpdir(), 'keys-')) : undefined
      const blobsUnder = (secretKey: Buffer) => blobsOf({ db, dataDir }, { secretKey, storeMaxBytes: 1e9 })
      await createSession(db, account, { homeAccountId: 'h', cache: 'hush' }, { ...limits, secretKey: first })
      const id = randomUUID()
      await db.insert(connections).values({ id: 'hr' })
      await blobsUnder(first).create(db, { id, connectionId: 'hr' })
      await db.insert(sources).values({
        connectionId: 'hr',
        kind: 'postgres',
        config: { query: 'select 1', timeoutSeconds: 300 },
        secrets: sealSecrets({ connectionString: 'postgresql://hr' }, 'hr', 'postgres', first),
        sample: sealSample('[]', 'hr', first),
        mapping: { itemId: { column: 'id' }, properties: {}, access: 'everyone' },
        savedBy: 'u',
      })
      const writer = blobsUnder(first).writer(id)
      for (const text of ['one', 'two']) await writer.append(Buffer.from(text))
      rememberOldKeys(second, [first])
      const blobs = blobsUnder(second)
      const cache = async (key: Buffer) => {
        const [row] = await db.select().from(sessions)
        return open(row?.tokenCache ?? ('' as Sealed), `session:${row?.id}`, key)
      }

      expect(await cache(second)).toBe('hush')
      expect(String(await blobs.read(id, 1))).toBe('two')
      expect(await rotateKeys({ db, blobs }, second)).toEqual({ secrets: 3, blobs: 2, lost: [] })
      expect(await rotateKeys({ db, blobs }, second)).toEqual({ secrets: 0, blobs: 0, lost: [] })

      rememberOldKeys(second, [])
      expect(await cache(second)).toBe('hush')
      expect(String(await blobs.read(id, 0))).toBe('one')
      const ofSource = { connectionId: 'hr', sourceKind: 'postgres' as const }
      expect(await secretsOf(db, ofSource, second)).toEqual({ connectionString: 'postgresql://hr' })
      expect(await keptSample(db, 'hr', second)).toEqual([])
      await expect(cache(first)).rejects.toThrow('SECRET_KEYS_OLD')
      if (dataDir) expect(await readdir(join(dataDir, 'blobs', id))).toEqual(['0', '1'])
    },
  )

  test('takes over what opens, and names what does not', async () => {
    const [forgotten, first, second] = [randomBytes(32), randomBytes(32), randomBytes(32)]
    const { db } = await opened()
    const blobs = blobsOf({ db }, { secretKey: second, storeMaxBytes: 1e9 })
    for (const secretKey of [forgotten, first])
      await createSession(db, account, { homeAccountId: 'h', cache: 'hush' }, { ...limits, secretKey })
    const id = randomUUID()
    await db.insert(connections).values({ id: 'hr' })
    await blobs.create(db, { id, connectionId: 'hr' })
    const old = blobsOf({ db }, { secretKey: forgotten, storeMaxBytes: 1e9 })
    await old.writer(id).append(Buffer.from('one'))
    rememberOldKeys(second, [first])

    const { secrets, lost } = await rotateKeys({ db, blobs }, second)

    expect(secrets).toBe(1)
    expect(lost).toEqual([expect.stringMatching(/^sessions [0-9a-f]{64}$/), `blobs ${id}`])
  })
})
