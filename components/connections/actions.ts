'use server'

import { z } from 'zod'
import { seenConnection } from '@/lib/db/connections'
import { database } from '@/lib/db/open'
import * as connections from '@/lib/graph/connections'
import { ConnectionUpdate, contentKind, NewConnection } from '@/lib/model/connection/connection'
import { templates } from '@/lib/model/connection/templates'
import { allows } from '@/lib/model/role'
import { forgetConnection, needNotDeleting, retryDeletion, startDeletion } from '@/lib/operations/deletions'
import { saveDraft } from '@/lib/operations/schema-drafts'
import { env } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'
import { adminAction } from '@/lib/web/admin-action'

const Create = NewConnection.extend({ template: z.enum(templates.map(({ id }) => id)) })

/** Creates the connection, then keeps the template's schema as its draft. */
export const createConnection = adminAction(
  'Admin',
  Create,
  async ({ admin, db, graph }, { template, ...wanted }) => {
    await needNotDeleting(db, wanted.id)
    const { configuration, ingestion } = env()
    const { id } = await connections.createConnection(graph, wanted, {
      authorizedAppIds: [configuration.clientId, ingestion.clientId],
    })
    // One of this id may have been deleted elsewhere, which left its files and its ledger here.
    await db.transaction(async (tx) => {
      await forgetConnection(tx, id)
      await seenConnection(tx, { id, kind: contentKind(wanted), createdBy: admin.username })
    })
    const chosen = templates.find((known) => known.id === template)
    // Labels of content do not fit people data, and the other way round.
    if (chosen && contentKind(chosen) === contentKind(wanted)) {
      const draft = { connectionId: id, schema: chosen.schema, savedBy: admin.username }
      await saveDraft(db, { ...draft, over: 'any' })
    }
    return { id }
  },
  { audit: 'createConnection' },
)

export const updateConnection = adminAction(
  'Admin',
  ConnectionUpdate.extend({ id: z.string() }),
  async ({ db, graph, before }, { id, ...update }) => {
    await needNotDeleting(db, id)
    const { name, description } = await connections.getConnection(graph, id)
    before({ name, description })
    await connections.updateConnection(graph, id, update)
    return null
  },
  { audit: 'updateConnection' },
)

/** Starts the deletion and returns the id to follow it by. The id is typed again by the admin. */
export const deleteConnection = adminAction(
  'Admin',
  z.object({ connectionId: z.string(), typed: z.string() }),
  async ({ admin, graph }, { connectionId, typed }) => {
    if (typed !== connectionId) {
      throw new AppError('invalid', `Type ${connectionId} to confirm.`, { field: 'typed' })
    }
    const connection = await connections.getConnection(graph, connectionId)
    if (contentKind(connection) === 'people' && !allows(admin.peopleRole, 'Admin')) {
      throw new AppError('forbidden', 'Deleting people data also needs the role Admin for people settings.')
    }
    const opened = await database()
    return {
      operationId: await startDeletion({ opened, graph }, { connectionId, startedBy: admin.username }),
    }
  },
  { audit: 'deleteConnection' },
)

export const resumeDeletion = adminAction(
  'Admin',
  z.object({ connectionId: z.string(), operationId: z.uuid() }),
  async (_, { operationId }) => {
    await retryDeletion({ opened: await database() }, operationId)
    return { operationId }
  },
  { audit: 'resumeDeletion' },
)
