import { countText, numberText } from '../number-text'
import { readsNoSource } from './run-type'
import { isLive } from './status'
import type { SyncView } from './sync'

export interface PhaseStep {
  name: string
  text: string
  /** `left`: the run ended before it. */
  state: 'done' | 'now' | 'next' | 'left'
}

const order = ['stage', 'plan', 'push', 'finalize'] as const

/** The steps of a run in their order, with what came of each; none for a run that reads no source of its own. */
export function phasesOf(sync: SyncView): PhaseStep[] {
  const { sourceKind, status, phase, type, staged, totalRows, counts, changes } = sync
  if (readsNoSource(sync) || sourceKind === 'remote') return []
  const isPlanned = status === 'held' && phase === 'plan'
  const isWhole = !isLive(sync) && !isPlanned && !['failed', 'stopped', 'lost', 'cancelled'].includes(status)
  const at = order.indexOf(phase)
  const stateOf = (of: (typeof order)[number]): PhaseStep['state'] => {
    if (isWhole || order.indexOf(of) < at) return 'done'
    if (of !== phase) return isLive(sync) || isPlanned ? 'next' : 'left'
    return isLive(sync) || isPlanned ? 'now' : 'left'
  }
  const rows = Math.max(staged, totalRows ?? 0, counts.read)
  const done = counts.sent + counts.unchanged + counts.failed
  const steps: [(typeof order)[number], string, string][] = [
    ['stage', 'Read', rows > 0 ? countText(rows, 'row') : ''],
    ...(phase === 'plan'
      ? [['plan', 'Plan', isPlanned ? 'waits for an approval' : ''] as ['plan', string, string]]
      : []),
    ['push', 'Compare and send', done > 0 ? `${numberText(done)} of ${numberText(rows)}` : ''],
    ['finalize', type === 'groups' ? 'Remove' : 'Delete', deletedText(changes, stateOf('finalize'))],
  ]
  return steps.map(([of, name, text]) => ({ name, text, state: stateOf(of) }))
}

function deletedText({ deleted, held }: SyncView['changes'], state: PhaseStep['state']) {
  if (held > 0) return `${numberText(held)} held`
  if (deleted > 0) return numberText(deleted)
  return state === 'done' ? 'none' : ''
}
