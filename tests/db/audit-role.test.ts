import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { openDb } from '@/lib/db/open'
import { jobQueue, queue, stopQueue } from '@/lib/jobs/queue'
import { writeAudit } from '@/lib/services/audit'
import { verifyAudit } from '@/lib/services/audit/verify'
import { newPostgresDatabase } from '../support/database'

const role = 'connectors_console'

/** A database in use, as a role that docs/audit-role.sql has made. */
async function asRole() {
  const address = await newPostgresDatabase()
  const owner = await openDb({ databaseUrl: address })
  await queue(owner)
  await stopQueue(owner)
  await owner.db.execute(sql.raw(readFileSync('docs/audit-role.sql', 'utf8')))
  const password = randomUUID()
  await owner.db.execute(sql.raw(`alter role ${role} password '${password}'`))
  await owner.close()
  const url = new URL(address)
  url.username = role
  url.password = password
  onTestFinished(async () => {
    const client = new Client({ connectionString: address })
    await client.connect()
    await client.query(`drop owned by ${role}; drop role ${role}`)
    await client.end()
  })
  const opened = await openDb({ databaseUrl: url.href })
  onTestFinished(async () => {
    await stopQueue(opened)
    await opened.close()
  })
  return opened
}

test('a role can be given that adds to the audit log and changes nothing in it', async () => {
  const opened = await asRole()
  const { db } = opened
  const entry = {
    account: { oid: 'o', username: 'u' },
    action: 'test',
    outcome: 'done' as const,
    requestId: 'r',
  }
  await jobQueue(opened).transaction(async (tx, add) => {
    await add('housekeeping', {})
    await writeAudit(tx, entry)
  })
  await writeAudit(db, entry)

  for (const statement of [
    'truncate audit',
    "update audit set username = 'x'",
    'delete from audit',
    'alter table audit disable trigger all',
    'drop table audit',
    "set session_replication_role = 'replica'",
    'create or replace function audit_append_only() returns trigger language plpgsql as $$ begin return new; end $$',
    "insert into audit_anchors values (1, '', 1, now())",
    'delete from audit_head',
  ]) {
    const refused = await db.execute(sql.raw(statement)).then(
      () => 'done',
      (error: Error & { cause?: { code?: string } }) => error.cause?.code,
    )
    expect({ statement, refused }).toEqual({ statement, refused: '42501' })
  }
  expect(await verifyAudit(db)).toMatchObject({ faults: [], entries: 2 })
})
