import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { end } from '@/lib/cli/children'
import { startEmulator as startProcess } from '@/lib/cli/emulator'
import { startEmulator } from '@/lib/emulator/server'
import { openLoad } from './load'
import { report } from './report'

const stored = 1_000_000
// Short turns: what else the machine does then meets both sides alike.
const rounds = 20
const perRound = 2500
const warmUp = 4
const inFlight = 25
const connectionId = 'helpdesk'
const text = 'The printer on the second floor jams every morning. '.repeat(34)

const item = (title: string) => ({
  acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
  properties: { title },
  content: { type: 'text', value: text },
})

/** How many items per second the local tenant takes, with none and with a million of them in its file. */
export async function emulator(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'emulator-bench-'))
  try {
    const [few, many] = [join(folder, 'few.db'), join(folder, 'many.db')]
    await prepare(few, 0)
    const seconds = await prepare(many, stored)
    report('emulator', { metric: 'items preloaded', value: stored / seconds, unit: 'items/s' })
    return await compare(few, many)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** A file with a ready connection and so many items. Returns the seconds that these took. */
async function prepare(data: string, items: number) {
  const { url, tenant, close } = await startEmulator({ data, seed: 'empty', settings: { serviceMs: 0 } })
  const baseType = 'microsoft.graph.externalItem'
  const properties = [{ name: 'title', type: 'string', isSearchable: true, isRetrievable: true }]
  const connection = { id: connectionId, name: 'Helpdesk', schema: { baseType, properties } }
  const body = JSON.stringify({ connections: [connection] })
  const seeded = await fetch(`${url}/_emulator/seed`, { method: 'POST', body })
  if (!seeded.ok) throw new Error(await seeded.text())

  const started = performance.now()
  const few = 50_000
  for (let from = 0; from < items; from += few) {
    tenant.store.transaction(() =>
      tenant.store.run(
        `with recursive n(i) as (select cast(?1 as integer) union all select i + 1 from n where i + 1 < ?1 + ?2)
         insert into items (connectionKey, id, body, updatedAt)
         select c.key, 'P' || n.i, ?3, 0 from n, connections c where c.id = ?4`,
        from,
        few,
        JSON.stringify(item('Stored before')),
        connectionId,
      ),
    )
  }
  const seconds = (performance.now() - started) / 1000
  // Nor is the index measured, which would follow in the background.
  tenant.store.run('delete from unindexed')
  await close()
  return seconds
}

async function compare(few: string, many: string) {
  const sides = [await open(few, 0), await open(many, stored)] as const
  try {
    // The first requests meet code that is not compiled yet, and memory has to settle.
    for (let round = 0; round < warmUp; round++) for (const side of sides) await measure(side)
    let before: number[] = []
    for (let round = 0; round < rounds; round++) {
      if (round === rounds / 2) before = await Promise.all(sides.map(memoryOf))
      for (const side of round % 2 ? sides : sides.toReversed()) await measure(side, true)
    }
    const after = await Promise.all(sides.map(memoryOf))
    return judge(sides, before, after)
  } finally {
    await Promise.all(
      sides.map(({ child, load }) => {
        load.close()
        return end(child)
      }),
    )
  }
}

type Side = Awaited<ReturnType<typeof open>>

async function open(data: string, items: number) {
  const { child, ready } = await startProcess({
    EMULATOR_PORT: '0',
    EMULATOR_DATA: data,
    EMULATOR_SERVICE_MS: '0',
    EMULATOR_SEED: 'empty',
  })
  const load = await openLoad(ready, inFlight)
  return { child, load, items, written: 0, puts: [] as number[], gets: [] as number[] }
}

const path = (id: string) => `/v1.0/external/connections/${connectionId}/items/${id}`

async function measure(side: Side, counts = false) {
  const { load } = side
  const count = perRound
  const first = side.written
  const put = await load.run(count, (at) => ({
    method: 'PUT',
    path: path(`N${first + at}`),
    body: JSON.stringify(item(`Ticket ${first + at}`)),
  }))
  side.written += count
  const get = await load.run(count, (at) => ({ method: 'GET', path: path(someId(side, at)) }))
  if (!counts) return
  side.puts.push(put)
  side.gets.push(get)
}

/** Spread over all that is stored. */
function someId({ items, written }: Side, at: number) {
  const place = (at * 7919 * 131) % (items + written)
  return place < items ? `P${place}` : `N${place - items}`
}

async function memoryOf({ child }: Side) {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

function judge([few, many]: readonly [Side, Side], before: number[], after: number[]) {
  const [puts, gets] = [median(few.puts), median(few.gets)]
  const growth = Math.max(...after.map((value, side) => value - (before[side] ?? 0)))
  // Of neighbours in time, since what else the machine does comes and goes.
  const ratio = (all: number[], base: number[]) =>
    100 * median(all.map((rate, round) => rate / (base[round] ?? Number.NaN)))
  return [
    report('emulator', { metric: 'puts', value: puts, unit: 'items/s', budget: { atLeast: 1500 } }),
    report('emulator', { metric: 'gets', value: gets, unit: 'items/s', budget: { atLeast: 1500 } }),
    report('emulator', { metric: 'puts at a million', value: median(many.puts), unit: 'items/s' }),
    report('emulator', { metric: 'gets at a million', value: median(many.gets), unit: 'items/s' }),
    report('emulator', {
      metric: 'puts at a million against none',
      value: ratio(many.puts, few.puts),
      unit: '%',
      budget: { atLeast: 80 },
    }),
    // Items that are in no cache cost a read of the file, so these are slower than a few that were just written.
    report('emulator', {
      metric: 'gets at a million against none',
      value: ratio(many.gets, few.gets),
      unit: '%',
      budget: { atLeast: 40 },
    }),
    ...memory(after, growth),
  ].every(Boolean)
}

/** Only where the system tells the memory of another process. */
function memory([few, many]: number[], growth: number) {
  if (Number.isNaN(few)) return []
  return [
    report('emulator', { metric: 'memory with none', value: few ?? 0, unit: 'MB' }),
    report('emulator', {
      metric: 'memory at a million',
      value: many ?? 0,
      unit: 'MB',
      budget: { atMost: 512 },
    }),
    report('emulator', {
      metric: `memory added by the last ${(rounds * perRound) / 2} writes`,
      value: growth,
      unit: 'MB',
      budget: { atMost: 100 },
    }),
  ]
}
