import { z } from 'zod'
import { seenConnection } from '../../db/connections'
import * as graph from '../../graph/connections'
import { noPeople } from '../../model/cloud'
import { contentKind, NewConnection } from '../../model/connection/connection'
import { templates } from '../../model/connection/templates'
import { forgetConnection, needNotDeleting } from '../../operations/deletions'
import { saveDraft } from '../../operations/schema-drafts'
import { AppError } from '../../platform/errors'
import { command } from '../command'

/** Creates the connection, then keeps the template's schema as its draft. Answers the id. */
export const createConnection = command({
  name: 'createConnection',
  permission: 'connections.create',
  input: NewConnection.extend({ template: z.enum(templates.map(({ id }) => id)) }),
  on: 'tenant',
  async run({ actor, db, configuration, settings, before, after }, { template, ...wanted }) {
    const notHere = contentKind(wanted) === 'people' ? noPeople(settings) : null
    if (notHere) throw new AppError('invalid', notHere, { field: 'contentCategory' })
    await needNotDeleting(db, wanted.id)
    before(null)
    const answer = await graph.createConnection(configuration, wanted, {
      authorizedAppIds: [settings.configuration.clientId, settings.ingestion.clientId],
    })
    const { id } = answer
    // One of this id may have been deleted elsewhere, which left its files and its ledger here.
    await db.transaction(async (tx) => {
      await forgetConnection(tx, id)
      await seenConnection(tx, { id, kind: contentKind(wanted), createdBy: actor.username, answer })
    })
    const chosen = templates.find((known) => known.id === template)
    // Labels of content do not fit people data, and the other way round.
    if (chosen && contentKind(chosen) === contentKind(wanted)) {
      await saveDraft(db, { connectionId: id, schema: chosen.schema, savedBy: actor.username, over: 'any' })
    }
    after({ ...wanted, id, template })
    return { id }
  },
})
