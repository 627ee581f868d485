import type { Db } from '../db/open'
import { database } from '../db/open'
import { configurationGraph, ingestionGraph } from '../entra/tokens'
import type { Graph } from '../graph/client'
import { allows, type Role } from '../model/role'
import { type Env, env } from '../platform/env'
import { recheck } from './recheck'
import { type Account, type Admin, findSession } from './session'

/** What a page, a route or an action works with. Only a signed-in session gets one. */
export interface Context {
  admin: Admin
  db: Db
  /** Graph as the configuration app. */
  graph: Graph
  /** Graph as the ingestion app. */
  ingestion: Graph
  requestId: string
}

/** The least role that may do it; `people` asks for the role in the people settings. */
export type Needs = Role | { people: Role }

export interface Services {
  db: Db
  graph: Graph
  ingestion: Graph
  settings: Env
}

/** What the process has; tests bring their own. */
export async function services(): Promise<Services> {
  const { db } = await database()
  return { db, graph: configurationGraph(), ingestion: ingestionGraph(), settings: env() }
}

/** What of a request decides who it is from. */
export interface Call {
  /** The `Origin` header. */
  origin: string | null
  /** What the session cookie holds. */
  token: string | undefined
  requestId: string
}

export async function accountOfCall({ db, settings }: Services, call: Call, { touch }: { touch: boolean }) {
  const session = await findSession(db, call.token, settings, { touch })
  return session && (await recheck(db, session, settings))
}

/** The admin among the accounts: the one whose role is enough. */
export function adminOf(account: Account, needs: Needs): Admin | null {
  const { oid, username, name, role, peopleRole } = account
  if (!role || !peopleRole) return null
  const enough = typeof needs === 'string' ? allows(role, needs) : allows(peopleRole, needs.people)
  return enough ? { oid, username, name, role, peopleRole } : null
}
