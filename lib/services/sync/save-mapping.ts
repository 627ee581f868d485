import { z } from 'zod'
import { Mapping } from '../../model/mapping/mapping'
import { getSource, saveSource } from '../../sources/source'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

export const SourceInput = z.object({ connectionId: ConnectionId, uploadId: z.uuid(), mapping: Mapping })

export const saveMapping = command({
  name: 'saveMapping',
  changes: 'console',
  permission: 'sync.configure',
  input: SourceInput,
  on: ({ connectionId }) => connectionId,
  async run({ actor, db, before, after }, source) {
    before((await getSource(db, source.connectionId))?.mapping ?? null)
    await saveSource(db, { ...source, savedBy: actor.username })
    after(source.mapping)
  },
})
