import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { commands, leases } from '../../db/schema'
import type { Problem } from '../../model/problem'
import type { CommandResult } from '../../model/sync/command'
import { isOver, sightOf } from '../lease-sight'
import type { CommandRow } from './send-records'

/** So often a command is tried: with one that ended its worker twice, a third worker would probably die too. */
const mostTries = 2

const gaveUp: Problem = {
  code: 'bug',
  message:
    'Two workers died while they did this, so it was set aside. Look at the log and the memory of the worker, then ask for it again.',
}

/** Takes the next command of a connection: one that waits, or was taken under a lease that is over. */
export async function takeCommand(db: Db, connectionId: string, lease: string): Promise<CommandRow | null> {
  const [next] = await db
    .select({ id: commands.id, tries: commands.tries })
    .from(commands)
    .where(
      and(
        eq(commands.connectionId, connectionId),
        or(
          eq(commands.status, 'waiting'),
          and(eq(commands.status, 'running'), ne(commands.takenUnder, lease)),
        ),
      ),
    )
    .orderBy(asc(commands.askedAt))
    .limit(1)
  if (!next) return null
  const isTooOften = next.tries >= mostTries
  const [taken] = await db
    .update(commands)
    .set(
      isTooOften
        ? { status: 'failed', problem: gaveUp, item: null, finishedAt: sql`now()` }
        : { status: 'running', takenUnder: lease, tries: next.tries + 1 },
    )
    // Whoever has taken it meanwhile, because this process was frozen, keeps it.
    .where(and(eq(commands.id, next.id), eq(commands.tries, next.tries)))
    .returning()
  return isTooOften ? await takeCommand(db, connectionId, lease) : (taken ?? null)
}

type Ending = { status: 'done'; result: CommandResult } | { status: 'failed'; problem: Problem }

export const endCommand = (db: Db, { id, takenUnder }: CommandRow, ending: Ending) =>
  db
    .update(commands)
    .set({ ...ending, item: null, finishedAt: sql`now()` })
    .where(and(eq(commands.id, id), eq(commands.takenUnder, takenUnder ?? '')))

/** Leaves it for the next worker, as if it had not been taken. */
export const returnCommand = (db: Db, { id, takenUnder, tries }: CommandRow) =>
  db
    .update(commands)
    .set({ status: 'waiting', takenUnder: null, tries: tries - 1 })
    .where(and(eq(commands.id, id), eq(commands.takenUnder, takenUnder ?? '')))

/** The connections with commands that nobody does, because nobody has the lease. */
export async function unheldCommands(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ connectionId: commands.connectionId, ...sightOf })
    .from(commands)
    .leftJoin(leases, eq(leases.connectionId, commands.connectionId))
    .where(inArray(commands.status, ['waiting', 'running']))
  return rows.filter((lease) => isOver(lease)).map(({ connectionId }) => connectionId)
}
