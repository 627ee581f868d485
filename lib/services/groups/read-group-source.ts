import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { can } from '../../access/can'
import { kindOf, lastAnswers } from '../../db/connections'
import { syncs } from '../../db/schema'
import { rulesOf } from '../../model/sync/abort-rules'
import { peekRows } from '../../sources/file/read-upload'
import { latestUpload, uploadView } from '../../sources/file/stored-upload'
import { getGroupSource } from '../../sources/group-source'
import { keptSample } from '../../sources/kept-sample'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { schedulesOf } from '../schedules/read-schedules'
import { getSyncView } from '../sync/views'

const previewed = 20

/** What the page of the source of groups shows: the source or the last file, its first rows, and when runs start. */
export const readGroupSource = query({
  name: 'readGroupSource',
  permission: 'sync.run',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ actor, db, blobs, clock, settings }, { connectionId }) {
    const [source, upload, schedules, known, [last]] = await Promise.all([
      getGroupSource(db, connectionId),
      latestUpload(db, connectionId, 'groups'),
      schedulesOf(db, connectionId, clock()),
      lastAnswers(db),
      db
        .select({ id: syncs.id })
        .from(syncs)
        .where(and(eq(syncs.connectionId, connectionId), eq(syncs.type, 'groups')))
        .orderBy(desc(syncs.createdAt))
        .limit(1),
    ])
    // What kind of data it is is not known before Graph has told: until then it may be of people.
    const people = (await kindOf(db, connectionId)) !== 'content'
    const hidden = people && !can(actor, 'items.readContents', { connectionId })
    const asked = source && source.settings.kind !== 'file' ? source : null
    const rows = asked
      ? await keptSample(db, connectionId, settings.secretKey, 'groups')
      : upload
        ? await peekRows({ db, blobs }, upload.id, previewed)
        : []
    return {
      /** Its secrets stay here. */
      saved: source && {
        settings: source.settings,
        name: source.sourceName,
        fields: [...source.fields],
        groupFields: source.groupFields,
        hasSecrets: source.hasSecrets,
      },
      /** When its runs stop by themselves, and when they ask. */
      abortRules: rulesOf(source?.abortRules ?? null),
      upload: upload && uploadView(upload),
      people,
      rows: hidden ? [] : rows.slice(0, previewed),
      schedule: schedules.find(({ runType }) => runType === 'groups') ?? null,
      /** Those that a schedule can follow. */
      others: known
        .map(({ answer: { id, name } }) => ({ id, name }))
        .filter(({ id }) => id !== connectionId && can(actor, 'connections.read', { connectionId: id })),
      last: last ? await getSyncView(db, last.id) : null,
    }
  },
  // Rows beside people data are personal data too: who saw them is written down.
  reveals: ({ people, rows }) => people && rows.length > 0,
})

export type GroupSourceView = Awaited<ReturnType<typeof readGroupSource.run>>
