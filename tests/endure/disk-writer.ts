import { templates } from '@/lib/model/connection/templates'
import { Mapping } from '@/lib/model/mapping/mapping'
import { suggestMapping } from '@/lib/model/mapping/suggest'
import { act, actions } from '../security/act'
import { client, signInOver } from '../support/client'
import { helpdeskCsv } from '../support/samples'
import type { Console } from '../support/start-console'

export type DiskWriter = Awaited<ReturnType<typeof diskWriter>>

/** Somebody who saves alert rules, one after another, and remembers those that were acknowledged. */
export async function diskWriter(console: Console) {
  const who = client(console)
  await signInOver(who, console, 'alexw@contoso.com')
  const save = actions().find(({ name }) => name === 'saveAlertRule')
  if (!save) throw new Error('The build has no action saveAlertRule.')
  const acknowledged: string[] = []
  const upload = (body: string) =>
    who.send('/api/connections/helpdesk/uploads?fileName=a.csv', {
      method: 'PUT',
      headers: { origin: console.url },
      body,
    })
  let n = 0
  return {
    acknowledged,
    async write() {
      n += 1
      const name = `Rule ${n}`
      const channel = { kind: 'webhook', url: `https://hooks.contoso.com/${'x'.repeat(1_900)}` }
      const rule = {
        name,
        kind: 'failed',
        threshold: null,
        connectionId: null,
        severity: 'warning',
        channel,
        enabled: false,
      }
      const began = performance.now()
      const { done, text } = await act(who, console.url, save, { id: null, rule })
      if (done) acknowledged.push(name)
      return { done, text, ms: performance.now() - began }
    },
    upload: () => upload(`id,title\n${'1,a\n'.repeat(1_000)}`),
    /** Starts a sync of so many tickets, and answers its id. */
    async startSync(rows: number): Promise<string> {
      const { id: uploadId } = await (await upload(helpdeskCsv(rows))).json()
      const { schema, contentCategory } = templates.find(({ id }) => id === 'helpdesk') ?? {}
      const start = actions().find(({ name }) => name === 'startSync')
      if (!schema || !start) throw new Error('There is no helpdesk template, or no action startSync.')
      const columns = helpdeskCsv(0).trim().split(',')
      const mapping = Mapping.parse(suggestMapping(columns, schema, contentCategory))
      const input = { connectionId: 'helpdesk', uploadId, mapping, plan: 'never' }
      const { text } = await act(who, console.url, start, input)
      const syncId = /"syncId":"([0-9a-f-]{36})"/.exec(text)?.[1]
      if (!syncId) throw new Error(`The sync did not start: ${text}`)
      return syncId
    },
  }
}
