import { getConnection } from '../../graph/connections'
import { writeJson } from '../../model/exact-json'
import { leafFields } from '../../model/mapping/leaf-fields'
import type { Mapping } from '../../model/mapping/mapping'
import { suggestMapping } from '../../model/mapping/suggest'
import { needNotDeleting } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import { sealSample } from '../../sources/kept-sample'
import { sealSecrets } from '../../sources/secrets'
import { getSource, replaceSource, type Source } from '../../sources/source'
import { command } from '../command'
import { readSchemaOf } from '../connections/look-up'
import type { Context } from '../context'
import { sampleSource } from './sample-source'
import { SettingsInput } from './test-source'

/** Makes this the source of the connection, after its first records could be read. */
export const saveSource = command({
  name: 'saveSource',
  changes: 'asked',
  permission: 'sync.configure',
  input: SettingsInput.omit({ holds: true }),
  on: ({ connectionId }) => connectionId,
  async run(context, { source, secrets: typed, ...wanted }) {
    const { actor, configuration, db, queue, settings, before, after } = context
    if (source.kind === 'file')
      throw new AppError('invalid', 'A file becomes the source when its mapping is saved.', { field: 'kind' })
    // Graph finds a connection without regard to case; what is kept of it is kept under one spelling.
    const { id: connectionId } = await getConnection(configuration, wanted.connectionId)
    await needNotDeleting(db, connectionId)
    const known = await getSource(db, connectionId)
    before(known && { kind: known.kind, config: known.config })
    const { sample, secrets } = await sampleSource(context, connectionId, source, typed)
    const saved = {
      connectionId,
      ...source,
      fields: sample.fields,
      sample: sealSample(writeJson(sample.records), connectionId, settings.secretKey),
      secrets:
        Object.keys(secrets).length > 0
          ? sealSecrets(secrets, connectionId, source.kind, settings.secretKey)
          : null,
      mapping: mappingBefore(known) ?? (await firstMapping(context, connectionId, leafFields(sample.fields))),
      savedBy: actor.username,
    }
    after({ kind: source.kind, config: source.config })
    await queue.transaction((tx) => replaceSource(tx, saved))
  },
})

/** A remote connector maps its records itself, so it leaves nothing that counts here. */
const mappingBefore = (known: Source | null) => (known?.kind === 'remote' ? null : known?.mapping)

/** What the names of the fields suggest; whatever they lack is shown as a problem of the mapping. */
async function firstMapping(
  context: Pick<Context, 'db' | 'configuration'>,
  connectionId: string,
  fields: readonly string[],
): Promise<Mapping> {
  const { value: schema } = await readSchemaOf(context, connectionId)
  const [first = 'id'] = fields
  const suggested = schema && suggestMapping(fields, schema, undefined)
  return {
    properties: {},
    access: 'everyoneExceptGuests',
    ...suggested,
    itemId: suggested?.itemId ?? { column: first },
  }
}
