import { expect, test } from 'vitest'
import { limits } from '@/lib/db/schema'
import { takePoint } from '@/lib/web/limits'
import { eachDatabase } from '../support/database'

const limit = { name: 'start', points: 3, seconds: 600 }

eachDatabase('a limit', (open) => {
  test('is kept in the database, for each of them apart, and says when to come back', async () => {
    const { db } = await open()
    const take = (who: string) => takePoint(db, limit, who)

    await Promise.all([take('a'), take('a'), take('a')])

    await expect(take('a')).rejects.toMatchObject({ code: 'throttled', retryAfterSeconds: 600 })
    await expect(take('b')).resolves.toBeUndefined()
    expect(await db.select().from(limits)).toHaveLength(2)
  })

  test('is free again after its time', async () => {
    const { db } = await open()
    for (const _ of [1, 2, 3]) await takePoint(db, limit, 'a')
    await db.update(limits).set({ expire: new Date(Date.now() - 1) })

    await expect(takePoint(db, limit, 'a')).resolves.toBeUndefined()
  })
})
