import { and, eq } from 'drizzle-orm'
import type { Blobs } from '../blobs/blobs'
import type { Db } from '../db/open'
import { alertRules, blobs as blobRows, sessions, sources, triggers } from '../db/schema'
import { isSealedUnder, open, seal } from '../platform/secret-box'
import { samplePurpose } from '../sources/kept-sample'
import { secretsPurpose } from '../sources/secrets'
import { alertPurpose } from './alerts/deliver'
import { triggerPurpose } from './triggers/trigger-purpose'

/** What was sealed anew, and how much of it was under the new key already. */
export interface Rotated {
  secrets: number
  blobs: number
}

/** Seals everything that is kept under the current key, so that the old ones can be forgotten. Asking again is safe. */
export async function rotateKeys({ db, blobs }: { db: Db; blobs: Blobs }, key: Buffer): Promise<Rotated> {
  let secrets = 0
  const anew = async (sealed: string, purpose: string, keep: (fresh: string) => Promise<unknown>) => {
    if (isSealedUnder(sealed, key)) return
    await keep(seal(open(sealed, purpose, key), purpose, key))
    secrets += 1
  }
  for (const { id, tokenCache } of await db.select().from(sessions))
    await anew(tokenCache, `session:${id}`, (fresh) =>
      db.update(sessions).set({ tokenCache: fresh }).where(eq(sessions.id, id)),
    )
  for (const { connectionId, secret } of await db.select().from(triggers))
    await anew(secret, triggerPurpose(connectionId), (fresh) =>
      db.update(triggers).set({ secret: fresh }).where(eq(triggers.connectionId, connectionId)),
    )
  for (const { id, secret } of await db.select().from(alertRules))
    await anew(secret, alertPurpose(id), (fresh) =>
      db.update(alertRules).set({ secret: fresh }).where(eq(alertRules.id, id)),
    )
  for (const { connectionId, kind, secrets: sealed, sample } of await db.select().from(sources)) {
    const ofSource = eq(sources.connectionId, connectionId)
    if (sealed !== null)
      await anew(sealed, secretsPurpose(connectionId, kind), (fresh) =>
        db
          .update(sources)
          .set({ secrets: fresh })
          .where(and(ofSource, eq(sources.secrets, sealed))),
      )
    if (sample !== null)
      await anew(sample, samplePurpose(connectionId), (fresh) =>
        db
          .update(sources)
          .set({ sample: fresh })
          .where(and(ofSource, eq(sources.sample, sample))),
      )
  }
  let rotated = 0
  for (const { id } of await db.select({ id: blobRows.id }).from(blobRows)) rotated += await blobs.reseal(id)
  return { secrets, blobs: rotated }
}
