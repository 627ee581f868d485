import { z } from 'zod'
import { Mapping } from '../../model/mapping/mapping'
import { keepSource } from '../../sources/keep-source'
import { getSource } from '../../sources/source'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { needEvaluable } from './need-evaluable'

/** With a file it becomes the source; without one the source stays and only its mapping changes. */
export const SourceInput = z.object({
  connectionId: ConnectionId,
  uploadId: z.uuid().optional(),
  mapping: Mapping,
})

export const saveMapping = command({
  name: 'saveMapping',
  changes: 'console',
  permission: 'sync.configure',
  input: SourceInput,
  on: ({ connectionId }) => connectionId,
  async run({ actor, db, before, after }, source) {
    await needEvaluable(source.mapping)
    before((await getSource(db, source.connectionId))?.mapping ?? null)
    await keepSource(db, { ...source, savedBy: actor.username })
    after(source.mapping)
  },
})
