import { spawnSync } from 'node:child_process'
import { report } from '../bench/report'
import { client, signInOver } from '../support/client'
import { healthDuring } from '../support/health'
import { startConsole } from '../support/start-console'
import { haveConnection } from '../support/steps'

const megabytes = 60
const uploadsUnlessTold = '8'

/**
 * Uploads files of 60 MB to a running console, each in place of the last, and measures the data folder after each. It holds
 * when the folder never has more than two of them beside what it had at first, and has one at the end.
 */
export async function uploads(times = uploadsUnlessTold): Promise<boolean> {
  const console = await startConsole()
  try {
    await haveConnection(console, 'helpdesk', { id: 'helpdesk', name: 'Helpdesk' })
    const who = client(console)
    await signInOver(who, console, 'alexw@contoso.com')
    const begin = sizeOf(console.folder)
    const headers = { origin: console.url }
    const sizes: number[] = []
    let healthMs = 0
    let uploadId = ''
    for (let n = 0; n < Number(times); n += 1) {
      const { value: response, slowest } = await healthDuring(
        console,
        who.send('/api/connections/helpdesk/uploads?fileName=large.csv', {
          method: 'PUT',
          headers,
          body: fileOf(n),
        }),
      )
      healthMs = Math.max(healthMs, slowest)
      if (!response.ok) throw new Error(`Upload ${n + 1} got ${response.status}: ${await response.text()}`)
      uploadId = (await response.json()).id
      sizes.push(sizeOf(console.folder) - begin)
      process.stderr.write(`upload ${n + 1}: the folder has ${sizes.at(-1)?.toFixed(0)} MB more\n`)
    }
    const mapping = {
      itemId: { column: 'ticketId' },
      properties: { title: { kind: 'column', column: 'title' } },
      access: 'everyone',
    }
    const samples = who.send('/api/connections/helpdesk/samples', {
      method: 'POST',
      headers,
      body: JSON.stringify({ uploadId, mapping }),
    })
    const sampled = await healthDuring(console, samples)
    const { rows } = await sampled.value.json()
    return [
      report('uploads', {
        metric: 'slowest /healthz while files arrive',
        value: healthMs,
        unit: 'ms',
        budget: { atMost: 1_000 },
      }),
      report('uploads', {
        metric: 'rows looked at for odd values',
        value: rows,
        unit: 'rows',
        budget: { atLeast: 1 },
      }),
      report('uploads', {
        metric: 'slowest /healthz meanwhile',
        value: sampled.slowest,
        unit: 'ms',
        budget: { atMost: 1_000 },
      }),
      report('uploads', { metric: 'uploads', value: sizes.length, unit: 'files of 60 MB' }),
      report('uploads', { metric: 'data folder before', value: begin, unit: 'MB' }),
      report('uploads', { metric: 'after the first', value: sizes[0] ?? 0, unit: 'MB more' }),
      report('uploads', {
        metric: 'most',
        value: Math.max(...sizes),
        unit: 'MB more',
        budget: { atMost: 2.5 * megabytes },
      }),
      report('uploads', {
        metric: 'after the last',
        value: sizes.at(-1) ?? 0,
        unit: 'MB more',
        budget: { atMost: 1.5 * megabytes },
      }),
    ].every(Boolean)
  } finally {
    await console.close()
  }
}

/** Rows that no two files share, and that nothing packs well. */
function fileOf(n: number) {
  const rows = ['ticketId,title\n']
  for (let at = 0, size = 0; size < megabytes * 1e6; at += 1) {
    const row = `T${n}x${at},${(Math.imul(at + 1, 2654435761) >>> 0).toString(36).repeat(12)}\n`
    rows.push(row)
    size += row.length
  }
  return rows.join('')
}

/** What the folder takes on the disk, in MB. */
const sizeOf = (folder: string) =>
  Number(/^\d+/.exec(spawnSync('du', ['-sk', folder], { encoding: 'utf8' }).stdout)?.[0]) / 1_000
