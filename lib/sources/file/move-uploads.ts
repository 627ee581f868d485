import { asc, eq, sql } from 'drizzle-orm'
import { uploadChunks } from '../../db/schema'
import type { UploadStore } from './stored-upload'

/**
 * Moves the bytes of uploads of a release before blobs to where they belong now. The emptied table gives its space back
 * at once. Several processes may start together: one moves, the others wait.
 */
export async function moveUploads({ db, blobs }: UploadStore): Promise<void> {
  const [any] = await db.select({ id: uploadChunks.uploadId }).from(uploadChunks).limit(1)
  if (!any) return
  await db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${uploadChunks} in exclusive mode`)
    const ids = await tx.selectDistinct({ id: uploadChunks.uploadId }).from(uploadChunks)
    for (const { id } of ids) {
      const writer = blobs.within(tx).writer(id)
      for (let seq = 0; ; seq++) {
        const [chunk] = await tx
          .select({ data: sql<string>`encode(${uploadChunks.data}, 'base64')` })
          .from(uploadChunks)
          .where(sql`${eq(uploadChunks.uploadId, id)} and ${eq(uploadChunks.seq, seq)}`)
          .orderBy(asc(uploadChunks.seq))
        if (!chunk) break
        await writer.append(Buffer.from(chunk.data, 'base64'))
      }
      await writer.record()
    }
    await tx.execute(sql`truncate table ${uploadChunks}`)
  })
}
