import { setTimeout as sleep } from 'node:timers/promises'
import { getSyncView } from '@/lib/services/sync/views'
import type { Ground } from '../endure/ground'

interface Load {
  appId: string
  requests: number
  most: number
  mean: number
  refused: number
}

/** What a run did between a tenth and nine tenths of its rows. In flight as the local tenant counted it. */
export async function steadyState(ground: Ground, syncId: string, rows: number) {
  const { opened, env } = ground
  const until = async (sent: number) => {
    for (;;) {
      const view = await getSyncView(opened.db, syncId)
      if (view.counts.sent >= sent) return { sent: view.counts.sent, at: performance.now() }
      if (view.finishedAt) throw new Error(`The run ended early: ${JSON.stringify(view)}`)
      await sleep(100)
    }
  }
  const ofIngestion = async () => {
    const { value } = await ground.ask<{ value: Load[] }>('GET', 'inFlight')
    const load = value.find(({ appId }) => appId === env.ingestion.clientId)
    if (!load) throw new Error('Nothing was in flight.')
    return load
  }
  await ground.ask('DELETE', 'inFlight')
  const first = await until(rows * 0.1)
  const start = await ofIngestion()
  await ground.ask('DELETE', 'inFlight')
  const last = await until(rows * 0.9)
  const { mean, most } = await ofIngestion()
  return {
    perSecond: ((last.sent - first.sent) * 1000) / (last.at - first.at),
    mean,
    most: Math.max(most, start.most),
  }
}
