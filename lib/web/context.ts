import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '../access/can'
import { grantsOf } from '../access/grants'
import { blobsOf } from '../blobs/blobs'
import { database } from '../db/open'
import { configurationGraph, ingestionGraph } from '../entra/tokens'
import { jobQueue } from '../jobs/queue'
import { env } from '../platform/env'
import { AppError } from '../platform/errors'
import { log } from '../platform/log'
import type { Context, Resources } from '../services/context'
import { heldGraph } from '../sync/held-graph'
import { recheck } from './recheck'
import { findSession } from './session'

/** What this process has; tests bring their own. */
export async function resources(): Promise<Resources> {
  const opened = await database()
  return {
    db: opened.db,
    blobs: blobsOf(opened, env()),
    queue: jobQueue(opened),
    configuration: configurationGraph(),
    ingestion: heldGraph(ingestionGraph(), opened.db),
    settings: env(),
    clock: () => new Date(),
  }
}

/** What of a request decides who it is from. */
export interface Call {
  /** The `Origin` header. */
  origin: string | null
  /** What the session cookie holds. */
  token: string | undefined
  requestId: string
}

const databaseMs = 10_000

/** The first thing that every request asks of the database: a database that hangs is told here, for all of them. */
async function answeredInTime<T>(asked: Promise<T>): Promise<T> {
  const done = new AbortController()
  const late = sleep(databaseMs, undefined, { signal: done.signal, ref: false }).then(() => {
    throw new AppError('unavailable', 'The console’s database does not answer. Try again in a minute.')
  })
  late.catch(() => {})
  return await Promise.race([asked, late]).finally(() => done.abort())
}

/**
 * Who is signed in, whether or not anything is allowed to them; null: nobody. `touch` tells that the admin
 * did something, which puts off the end of the session.
 */
export async function actorOf(
  { db, settings }: Pick<Resources, 'db' | 'settings'>,
  call: Call,
  { touch }: { touch: boolean },
): Promise<Actor | null> {
  const found = await answeredInTime(findSession(db, call.token, settings, { touch }))
  const session = found && (await recheck(db, found, settings))
  if (!session) return null
  const { id: sessionId, oid, username, name, roles } = session
  return { sessionId, oid, username, name, roles, grants: await grantsOf(db, oid) }
}

export const contextOf = (has: Resources, actor: Actor, { requestId }: Call): Context => ({
  ...has,
  actor,
  requestId,
  log: log().child({ requestId }),
})
