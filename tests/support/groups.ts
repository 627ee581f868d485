import type { z } from 'zod'
import type { Opened } from '@/lib/db/open'
import type { saveGroupSource } from '@/lib/services/groups/save-group-source'
import { saveGroupSource as save } from '@/lib/services/groups/save-group-source'
import { startGroupsRun } from '@/lib/services/groups/start-groups-run'
import { emulatedGraph, ready } from './graph'
import { contextFor, perform } from './services'
import { upload, workerOf } from './sync'

type Fields = z.input<typeof saveGroupSource.input>['fields']
type Plan = z.input<typeof startGroupsRun.input>['plan']

const connectionId = 'helpdesk'

/** A tenant with a connection whose groups come from files. */
export async function groupsTenant(opened: Opened, settings: { allowedHosts?: readonly string[] } = {}) {
  const tenant = await emulatedGraph({ connections: [ready(connectionId)] })
  const env = { ...tenant.env, ...settings } as typeof tenant.env
  const context = contextFor(opened, { ...tenant, env })

  /** Makes a file the source of the groups. */
  async function read(csv: string, fields?: Fields) {
    const { id: uploadId } = await upload(opened, csv, {
      connectionId,
      fileName: 'groups.csv',
      holds: 'groups',
    })
    await perform(save, context, { connectionId, source: { kind: 'file', config: { uploadId } }, fields })
  }

  return {
    ...tenant,
    connectionId,
    context,
    read,
    async start(csv: string, { plan = 'never' as Plan, fields = undefined as Fields } = {}) {
      await read(csv, fields)
      return (await perform(startGroupsRun, context, { connectionId, plan })).syncId
    },
    work: () => workerOf(opened, context),
    /** The groups that Graph has, with their members in the order of their ids. */
    async groups() {
      const { value } = await tenant.emulator.control<{
        value: { id: string; displayName: string; members: { id: string; type: string }[] }[]
      }>('GET', `groups?connectionId=${connectionId}&top=1000`)
      return value
    },
    /** Who is in which group at Graph, as its own log of requests tells, since it lists no members. */
    async members() {
      const held = new Set<string>()
      const asked: string[] = []
      for (const { method, path, status, requestBody } of await tenant.requests('', '/members')) {
        const [, groupId, memberId] = /groups\/([^/]+)\/members(?:\/([^/]+))?$/.exec(path) ?? []
        if (!groupId || status >= 300) continue
        if (method === 'POST') {
          const { id } = JSON.parse(requestBody ?? '{}') as { id: string }
          asked.push(`${groupId}/${id}`)
          held.add(`${groupId}/${id}`)
        } else if (method === 'DELETE') held.delete(`${groupId}/${memberId}`)
      }
      return { held: [...held].sort(), asked }
    },
  }
}

/** So many rows of members: external groups, which no directory has to know. */
export const rowsOf = (groupId: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `${groupId},x${from + at},externalGroup\n`).join('')
