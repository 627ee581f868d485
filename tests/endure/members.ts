import { hash } from 'node:crypto'
import type { Opened } from '@/lib/db/open'
import type { SyncView } from '@/lib/model/sync/sync'
import type { Context } from '@/lib/services/context'
import { ask } from '@/lib/services/execute'
import { saveGroupSource } from '@/lib/services/groups/save-group-source'
import { startGroupsRun } from '@/lib/services/groups/start-groups-run'
import { approvePlan } from '@/lib/services/sync/approve-plan'
import { getPlan } from '@/lib/services/sync/get-plan'
import { approveDeletions } from '@/lib/services/sync/held-deletions'
import { storeUpload } from '@/lib/sources/file/uploads'
import { perform } from '../support/services'
import { storesOf } from '../support/stores'
import type { Tenant } from './tenant'

type Parts = { opened: Opened; context: Context }

/** How many members stay, and how many the second file adds and takes out. */
export interface Size {
  same: number
  added: number
  removed: number
}

const groups = 10
/** Makes the file large, so that it takes a while to be read and compared. */
const note = 'n'.repeat(6_000)

/** A file before and after: of the groups half get another name and one is new. */
function* linesOf(version: 'before' | 'after', { same, added, removed }: Size) {
  yield 'group,group name,member,type,note\n'
  const [from, to] = version === 'before' ? [0, removed + same] : [removed, removed + same + added]
  for (let n = from; n < to; n++) {
    const group = n % groups
    const name = version === 'after' && group < groups / 2 ? `Team ${group}` : `Group ${group}`
    yield `g${group},${name},m${n},externalGroup,${note}\n`
  }
  if (version === 'after') for (const n of [1, 2, 3]) yield `late,Late,m${n},externalGroup,${note}\n`
}

/** Makes the file the source of a connection's groups and starts a run, which shows a plan first. */
export async function startMembers(
  { opened, context }: Parts,
  connectionId: string,
  version: 'before' | 'after',
  size: Size,
): Promise<string> {
  const stream = async function* () {
    for (const line of linesOf(version, size)) yield Buffer.from(line)
  }
  const upload = await storeUpload(
    { ...storesOf(opened), blobs: context.blobs },
    {
      connectionId,
      fileName: 'groups.csv',
      uploadedBy: 'endure',
      maxBytes: 1_000_000_000,
      holds: 'groups',
    },
    stream(),
  )
  const source = { kind: 'file', config: { uploadId: upload.id } } as const
  await perform(saveGroupSource, context, { connectionId, source })
  return (await perform(startGroupsRun, context, { connectionId, plan: 'always' })).syncId
}

/** Approves what a run waits for, as an admin would; answers whether it goes on then. */
export async function decide({ context }: Parts, { id: syncId, status, phase, heldHash }: SyncView) {
  if (status !== 'held') return false
  if (phase === 'plan') {
    const plan = await ask(getPlan, context, { syncId })
    await perform(approvePlan, context, { syncId, hash: plan?.hash ?? '' })
  } else await perform(approveDeletions, context, { syncId, hash: heldHash ?? '' })
  return true
}

interface StoredGroup {
  id: string
  members: { id: string; type: string }[]
}

/** A hash of all groups of a connection with their members, as Graph has them. */
export async function membersOf({ ask: tell }: Pick<Tenant, 'ask'>, connectionId: string): Promise<string> {
  const { value } = await tell<{ value: StoredGroup[] }>(
    'GET',
    `groups?connectionId=${connectionId}&top=1000`,
  )
  return hash('sha256', JSON.stringify(value))
}
