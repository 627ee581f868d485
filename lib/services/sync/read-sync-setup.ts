import { z } from 'zod'
import { can } from '../../access/can'
import { kindOf, lastAnswers } from '../../db/connections'
import { isRegistered } from '../../graph/profile-sources'
import { datesOf } from '../../model/mapping/date-order'
import { rulesOf } from '../../model/sync/abort-rules'
import { SourceSettings } from '../../model/sync/source'
import { isTransient } from '../../platform/retry'
import { peekRows } from '../../sources/file/read-upload'
import { latestUpload, uploadView } from '../../sources/file/stored-upload'
import { keptSample } from '../../sources/kept-sample'
import { getSource } from '../../sources/source'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { readSchemaOf } from '../connections/look-up'
import type { Context } from '../context'
import { schedulesOf } from '../schedules/read-schedules'
import { triggerOf } from '../triggers/read-trigger'
import { maskedRow } from './masked-row'
import { syncStateOf } from './read-sync-state'
import { listSyncs } from './views'

const previewed = 20
/** So many rows tell how the dates of a column are written. */
const sampled = 1_000

/** What the sync page of a connection shows: its schema, its last file with the first rows, mapping and runs. */
export const readSyncSetup = query({
  name: 'readSyncSetup',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ actor, db, blobs, configuration, clock, settings }, { connectionId }) {
    const [{ value: schema }, source, upload, syncs, registered, schedules, trigger, known] =
      await Promise.all([
        readSchemaOf({ db, configuration }, connectionId),
        getSource(db, connectionId),
        latestUpload(db, connectionId),
        listSyncs(db, connectionId, { limit: 10 }),
        whetherRegistered({ db, configuration }, connectionId),
        schedulesOf(db, connectionId, clock()),
        triggerOf(db, connectionId),
        lastAnswers(db),
      ])
    const timeZone = schedules[0]?.settings.timeZone ?? 'UTC'
    const state = await syncStateOf(db, connectionId, { now: clock(), timeZone })
    // What kind of data it is is not known before Graph has told: until then it may be of people.
    const people = (await kindOf(db, connectionId)) !== 'content'
    const isMasked = people && !can(actor, 'items.readContents', { connectionId })
    const remote = source && source.kind !== 'file' ? source : null
    const sample = remote
      ? await keptSample(db, connectionId, settings.secretKey)
      : upload
        ? await peekRows({ db, blobs }, upload.id, sampled)
        : []
    return {
      schema,
      saved: source?.mapping ?? null,
      abortRules: rulesOf(source?.abortRules ?? null),
      upload: upload && uploadView(upload),
      people,
      masked: isMasked,
      rows: sample.slice(0, previewed).map((row) => (isMasked ? maskedRow(row) : row)),
      /** The source, when it is no file; its secrets stay here. */
      source: remote && {
        settings: SourceSettings.parse(remote),
        name: remote.name,
        fields: [...remote.fields],
        hasSecrets: remote.hasSecrets,
      },
      dates: datesOf(sample.map(({ values }) => values)),
      syncs,
      registered,
      schedules,
      trigger,
      /** Those that a schedule can follow. */
      others: known
        .map(({ answer: { id, name } }) => ({ id, name }))
        .filter(({ id }) => id !== connectionId && can(actor, 'connections.read', { connectionId: id })),
      state,
    }
  },
  // Rows of people data are personal data: who saw them in the clear is written down.
  reveals: ({ people, masked, rows }) => people && !masked && rows.length > 0,
})

/** Whether people data has its profile source; null for content, and when that cannot be seen now. */
async function whetherRegistered({ db, configuration }: Pick<Context, 'db' | 'configuration'>, id: string) {
  if ((await kindOf(db, id)) === 'content') return null
  try {
    return await isRegistered(configuration, id)
  } catch (error) {
    // The page is shown without it; a start asks Graph again.
    if (isTransient(error)) return null
    throw error
  }
}
