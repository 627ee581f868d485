import { z } from 'zod'
import { can } from '../../access/can'
import { kindOf } from '../../db/connections'
import { SourceHolds, SourceSecrets, SourceSettings } from '../../model/sync/source'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { maskedRow } from './masked-row'
import { sampleSource } from './sample-source'

export const SettingsInput = z.object({
  connectionId: ConnectionId,
  source: SourceSettings,
  /** Those that are not given stay as they are. */
  secrets: SourceSecrets.default({}),
  /** Whose kept secrets it is tried with. */
  holds: SourceHolds.default('items'),
})

/** Reads the first records of a source as it would be saved. It is a command, because it calls others with a secret. */
export const testSource = command({
  name: 'testSource',
  permission: 'sync.configure',
  changes: 'nothing',
  input: SettingsInput,
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, source, secrets, holds }) {
    const { sample } = await sampleSource(context, connectionId, source, secrets, holds)
    // As everywhere, what is in people data is for those who may read it; others see its shape.
    const people = (await kindOf(context.db, connectionId)) !== 'content'
    if (!people || can(context.actor, 'items.readContents', { connectionId })) return sample
    return { ...sample, records: sample.records.map(maskedRow) }
  },
})
