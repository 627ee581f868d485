import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Db } from '@/lib/db/open'
import { audit, auditHead } from '@/lib/db/schema'
import { writeAudit } from '@/lib/services/audit'
import { hashOf } from '@/lib/services/audit/chain'
import { retainAudit } from '@/lib/services/audit/retain'
import { verifyAudit } from '@/lib/services/audit/verify'
import { eachDatabase } from '../support/database'

const account = { oid: 'o', username: 'alexw@contoso.com' }

async function logOf(db: Db, entries = 5) {
  for (let n = 1; n <= entries; n += 1)
    await writeAudit(db, {
      account,
      action: 'rename',
      target: `c${n}`,
      input: { z: 1.0, a: [n, 1e21, null, 'ü\ud800'], when: new Date(0), gone: undefined },
      outcome: 'done',
      requestId: `r${n}`,
    })
}

/** As somebody who may do everything to the database. */
const behindTheBack = (db: Db, statement: string) =>
  db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql.raw(statement))
  })

eachDatabase('the chain of the audit log', (open) => {
  test('holds when a later release adds a column, which is null in earlier entries', async () => {
    const { db } = await open()
    await logOf(db, 1)
    const [row] = await db.select().from(audit)
    if (!row) throw new Error('Nothing was logged.')

    expect(hashOf('', Object.assign(row, { addedLater: null }))).toBe(row.hash)
  })

  test('is whole after entries that were written at the same time', async () => {
    const { db } = await open()

    await Promise.all([logOf(db), logOf(db), logOf(db), logOf(db)])

    expect(await verifyAudit(db)).toMatchObject({ faults: [], entries: 20, before: 0 })
  })

  test.each([
    ['a changed word', "update audit set username = 'x' where target = 'c3'", [/Entry \d+ was changed/]],
    ['a changed value', `update audit set input = '{"a":1}' where target = 'c5'`, [/Entry \d+ was changed/]],
    [
      'an entry taken out',
      "delete from audit where target = 'c3'",
      [/entries are missing/, /4 entries where 5/],
    ],
    [
      'the last one taken off',
      "delete from audit where target = 'c5'",
      [/last entries are missing/, /4 entries/],
    ],
    ['a hash taken off', "update audit set hash = null where target = 'c5'", [/was changed/, /last entries/]],
    [
      'two exchanged',
      `update audit set target = case target when 'c2' then 'c3' else 'c2' end where target in ('c2', 'c3')`,
      [/was changed/, /was changed/],
    ],
  ])('shows %s', async (_, statement, faults) => {
    const { db } = await open()
    await logOf(db)

    await behindTheBack(db, statement)

    const found = (await verifyAudit(db)).faults
    expect(found).toEqual(faults.map((fault) => expect.stringMatching(fault)))
  })

  test('shows a log that was written anew, to whoever kept an anchor', async () => {
    const { db } = await open()
    await logOf(db)
    const { anchor } = await verifyAudit(db)
    await behindTheBack(db, 'truncate audit, audit_head restart identity')
    await logOf(db)

    expect((await verifyAudit(db)).faults).toEqual([])
    expect((await verifyAudit(db, anchor ? [anchor] : [])).faults).toEqual([
      expect.stringMatching(/not the one of the anchor/),
    ])
  })

  test.each([
    'update audit set username = null',
    'delete from audit',
    'truncate audit',
    'truncate audit cascade',
  ])('lets nobody %s', async (statement) => {
    const { db } = await open()
    await logOf(db, 2)

    await expect(db.execute(sql.raw(statement))).rejects.toMatchObject({
      cause: { message: 'rows of the audit log are only ever added' },
    })
    expect(await db.$count(audit)).toBe(2)
  })

  test('is whole while entries are being added', async () => {
    const { db } = await open()
    await logOf(db, 1)
    let adding = true
    const added = (async () => {
      while (adding) await logOf(db, 1)
    })()

    const found: string[] = []
    for (let n = 0; n < 10; n += 1) found.push(...(await verifyAudit(db)).faults)
    adding = false
    await added

    expect(found).toEqual([])
  })

  test('loses no young entry to the policy when a clock was set back', async () => {
    const { db } = await open()
    await logOf(db, 3)
    await behindTheBack(db, "update audit set at = now() + interval '60 days' where target = 'c2'")

    expect(await retainAudit(db, 30, new Date(Date.now() + 40 * 24 * 3600_000))).toBe(1)

    expect((await db.select().from(audit)).map(({ target }) => target).sort()).toEqual(['c2', 'c3'])
  })

  test('is compared with an anchor that has just gone by the policy', async () => {
    const { db } = await open()
    await logOf(db, 2)
    const { anchor } = await verifyAudit(db)
    if (!anchor) throw new Error('Nothing was logged.')
    await retainAudit(db, 30, new Date(Date.now() + 40 * 24 * 3600_000))

    expect((await verifyAudit(db, [anchor])).faults).toEqual([])
    expect((await verifyAudit(db, [{ ...anchor, hash: '0'.repeat(64) }])).faults).toEqual([
      expect.stringMatching(/not the one of the anchor/),
    ])
  })

  test('is still verified after old entries have gone by the policy', async () => {
    const { db } = await open()
    await logOf(db, 3)
    const later = new Date(Date.now() + 40 * 24 * 3600_000)
    expect(await retainAudit(db, 30)).toBe(0)

    expect(await retainAudit(db, 30, later)).toBe(3)
    await logOf(db, 2)

    expect(await verifyAudit(db)).toMatchObject({ faults: [], entries: 2 })
    expect(await db.select().from(auditHead)).toMatchObject([{ entries: 5 }])
    await expect(db.execute(sql`delete from audit`)).rejects.toThrow()
    await expect(db.execute(sql`delete from audit_anchors`)).rejects.toThrow()
    await behindTheBack(db, 'delete from audit')
    expect((await verifyAudit(db)).faults).not.toEqual([])
  })
})
