import { hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { templates } from '@/lib/model/connection/templates'
import { Mapping } from '@/lib/model/mapping/mapping'
import { suggestMapping } from '@/lib/model/mapping/suggest'
import { startSync } from '@/lib/services/sync/start-sync'
import { getSyncView } from '@/lib/services/sync/views'
import { storeUpload } from '@/lib/sources/file/uploads'
import { helpdeskLines } from '../support/samples'
import { perform } from '../support/services'
import { storesOf } from '../support/stores'
import type { Ground } from './ground'

/** Uploads so many tickets for a connection and starts a run of them. */
export async function startTickets(
  { opened, context }: Pick<Ground, 'opened' | 'context'>,
  connectionId: string,
  rows: number,
) {
  const stream = async function* () {
    for (const line of helpdeskLines(rows)) yield Buffer.from(line)
  }
  const file = { connectionId, fileName: 'tickets.csv', uploadedBy: 'endure', maxBytes: 1_000_000_000 }
  const upload = await storeUpload({ ...storesOf(opened), blobs: context.blobs }, file, stream())
  const template = templates.find(({ id }) => id === 'helpdesk')
  const { schema, contentCategory } = template ?? {}
  if (!schema) throw new Error('There is no helpdesk template.')
  const mapping = Mapping.parse(suggestMapping(upload.columns, schema, contentCategory))
  const { syncId } = await perform(startSync, context, {
    connectionId,
    uploadId: upload.id,
    mapping,
    plan: 'never',
  })
  return { syncId }
}

export async function untilEnded({ opened }: Ground, syncId: string) {
  for (;;) {
    const view = await getSyncView(opened.db, syncId)
    if (view.finishedAt) return view
    await sleep(200)
  }
}

/** A hash of all items of a connection as Graph has them. */
export async function contentOf({ ask }: Pick<Ground, 'ask'>, connectionId: string): Promise<string> {
  type Page = { value: { id: string }[] }
  const items: { id: string }[] = []
  for (;;) {
    const { value } = await ask<Page>(
      'GET',
      `items?connectionId=${connectionId}&top=1000&skip=${items.length}`,
    )
    items.push(...value)
    if (value.length === 0) break
  }
  return hash('sha256', JSON.stringify(items.toSorted((one, other) => (one.id < other.id ? -1 : 1))))
}
