import pino from 'pino'
import type { z } from 'zod'
import type { Actor } from '@/lib/access/can'
import { blobsOf } from '@/lib/blobs/blobs'
import type { Opened } from '@/lib/db/open'
import type { Graph } from '@/lib/graph/client'
import { jobQueue } from '@/lib/jobs/queue'
import type { Env } from '@/lib/platform/env'
import type { Command } from '@/lib/services/command'
import type { Context } from '@/lib/services/context'
import { execute } from '@/lib/services/execute'
import { ProblemError } from '@/lib/web/fetch'

export const alex: Actor = {
  oid: 'oid-of-alex',
  username: 'alexw@contoso.com',
  name: 'Alex Wilber',
  roles: ['Admin'],
  grants: [],
}

interface Tenant {
  graph: Graph
  ingestion: Graph
  env: Env
}

/** What a use case works with, as an adapter of the console would bring it. */
export const contextFor = (
  opened: Opened,
  { graph, ingestion, env }: Tenant,
  changes: Partial<Context> = {},
): Context => ({
  actor: alex,
  db: opened.db,
  blobs: blobsOf(opened, env),
  queue: jobQueue(opened),
  configuration: graph,
  ingestion,
  settings: env,
  clock: () => new Date(),
  requestId: 'request-1',
  log: pino({ level: 'silent' }),
  ...changes,
})

/** The value of a command. Throws its problem, as `{ code, message, … }`. */
export async function perform<S extends z.ZodType, T>(
  command: Command<S, T>,
  context: Context,
  input: z.input<S>,
): Promise<T> {
  const result = await execute(command, context, input)
  if (result.ok) return result.value
  throw Object.assign(new ProblemError(result.problem), result.problem)
}
