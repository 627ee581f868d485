import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { ownDatabase } from '@/lib/cli/postgres/own-database'

/** Prints what the test has put into the database of the data folder. */
const opened = await ownDatabase()
const answer = await opened.db.execute(sql`select word from kept`)
const { rows } = z.object({ rows: z.array(z.object({ word: z.string() })) }).parse(answer)
process.stdout.write(rows.map(({ word }) => word).join())
await opened.close()
