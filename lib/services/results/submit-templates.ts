import { z } from 'zod'
import { getConnection } from '../../graph/connections'
import { getSchema } from '../../graph/schema'
import { updateTemplates } from '../../graph/search-settings'
import { may } from '../../model/connection/states'
import { checkTemplates } from '../../model/results/check-templates'
import { ResultsDraft, type TemplateDraft } from '../../model/results/template'
import { type ConnectorSchema, emptySchema } from '../../model/schema/schema'
import { needNotDeleting } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { dropResultsDraft } from './drafts'
import { needContent } from './need-content'

/** Hands the templates to Graph, once nothing is wrong with them that could be known. */
export const submitTemplates = command({
  name: 'submitTemplates',
  permission: 'results.submit',
  input: ResultsDraft.extend({
    connectionId: ConnectionId,
    /** The version of the draft that this is: it is dropped once Graph holds it, unless it was changed since. */
    version: z.iso.datetime().nullable(),
  }),
  on: ({ connectionId }) => connectionId,
  async run({ db, configuration, before, after }, { connectionId, templates, base, version }) {
    before(base)
    await needNotDeleting(db, connectionId)
    const [connection, schema] = await Promise.all([
      getConnection(configuration, connectionId),
      getSchema(configuration, connectionId),
    ])
    needContent(connection)
    const permission = may('updateConnection', connection.state)
    if (!permission.allowed) throw new AppError('conflict', permission.reason)
    needNoErrors(templates, schema ?? emptySchema)
    const stored = await updateTemplates(configuration, connectionId, { seen: base, wanted: templates })
    after(stored)
    await dropResultsDraft(db, connectionId, version)
    return { templates: stored }
  },
})

function needNoErrors(templates: readonly TemplateDraft[], schema: ConnectorSchema) {
  const errors = checkTemplates(templates, schema).filter(({ severity }) => severity === 'error')
  const [first, ...others] = errors
  if (!first) return
  const line = first.line ? ` (line ${first.line})` : ''
  const more = others.length > 0 ? ` And ${others.length} more.` : ''
  const message = `Graph would refuse this or show it wrong. ${first.message}${line}${more}`
  throw new AppError('invalid', message, { field: first.field })
}
