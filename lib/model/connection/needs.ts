import type { Debt } from '../debts/debt'
import { mostRuns } from '../debts/failing'
import { debtCause, debtReason } from '../debts/words'
import { countText } from '../number-text'
import { sourceTitle } from '../sync/source-title'
import { brokeOff, hasReadAll, isLive, needsAttention, type SyncStatus } from '../sync/status'
import type { ConnectionFacts, ShownState } from './list'

/** Something that an admin should do, with the one button for it. */
export interface Need {
  id: string
  tone: 'warn' | 'bad'
  cause: string
  consequence: string
  action: NeedAction
}

type NeedAction =
  | { kind: 'link'; label: string; href: string }
  | { kind: 'sendAgain'; label: string; connectionId: string }

interface Subject extends ConnectionFacts {
  id: string
  state: ShownState
}

/**
 * What an admin should do about a connection, the gravest first. `registered` says whether it is a profile source, where
 * that is known.
 */
export function needsOf(row: Subject, registered: boolean | null = null): Need[] {
  const debts = registered ? row.debts.map(afterRegistration) : row.debts
  const shown = debtsToShow(debts).map((debt) => debtNeed(row, debt))
  return [stateNeed(row), syncNeed(row), stuckNeed(row), groupsNeed(row), ...shown].filter(
    (need) => need !== null,
  )
}

/** It may have been registered outside of the console. */
const afterRegistration = (debt: Debt): Debt =>
  debt.cause === 'registration' ? { ...debt, detail: { ...debt.detail, registered: true } } : debt

const base = ({ id }: Subject) => `/connections/${encodeURIComponent(id)}`

interface StateWords extends Pick<Need, 'tone' | 'cause' | 'consequence'> {
  page: string
  label: string
}

const states: Partial<Record<ShownState, StateWords>> = {
  schemaFailed: {
    tone: 'bad',
    cause: 'The schema was not registered.',
    consequence: 'Correct the schema and submit it again.',
    page: '/schema',
    label: 'Open the schema',
  },
  deletionFailed: {
    tone: 'bad',
    cause: 'The deletion stopped half-way.',
    consequence: 'The connection is still there, perhaps without its profile source.',
    page: '',
    label: 'See the deletion',
  },
  limitExceeded: {
    tone: 'warn',
    cause: 'The item quota is used up.',
    consequence: 'Delete items or get more quota; until then Graph takes no new items.',
    page: '',
    label: 'Open the connection',
  },
  obsolete: {
    tone: 'bad',
    cause: 'Microsoft retired something it builds on.',
    consequence: 'Create a new connection and delete this one.',
    page: '',
    label: 'Open the connection',
  },
  unknown: {
    tone: 'bad',
    cause: 'Graph reports a state this console does not know.',
    consequence: 'Look at the admin center, or update this console.',
    page: '',
    label: 'Open the connection',
  },
}

function stateNeed(row: Subject): Need | null {
  const words = states[row.state]
  if (!words) return null
  const { page, label, ...need } = words
  return { ...need, id: `${row.id} state`, action: { kind: 'link', label, href: `${base(row)}${page}` } }
}

function syncNeed(row: Subject): Need | null {
  // A run that was cancelled early corrects nothing of the one before it.
  const sync = row.sync && isLive(row.sync) ? row.sync : row.outcome
  const failed = sync?.counts.failed ?? 0
  if (!sync || isLive(sync)) return null
  if (!needsAttention(sync) && failed === 0) return null
  const rows = `${countText(failed, 'item')} of the last sync failed.`
  const action = { kind: 'link', label: 'See the sync', href: `${base(row)}/sync/${sync.id}` } as const
  const id = `${row.id} sync`
  if (sync.status === 'held' && sync.phase === 'plan') {
    const consequence = 'Nothing more is sent until somebody has looked at it and approved it.'
    return {
      id,
      tone: 'warn',
      cause: 'The plan of the last sync waits for an approval.',
      consequence,
      action,
    }
  }
  if (sync.status === 'held') {
    const consequence =
      'It would delete more items than its guard lets through. Approve or reject the deletions.'
    return {
      id,
      tone: 'warn',
      cause: 'Deletions of the last sync wait for an approval.',
      consequence,
      action,
    }
  }
  if (!brokeOff(sync)) {
    const what =
      failed === 1
        ? 'it as it is in the source. Correct the row'
        : 'them as they are in the source. Correct the rows'
    const consequence = `Graph does not have ${what} and sync again.`
    return { id, tone: 'warn', cause: rows, consequence, action }
  }
  const consequence = `What Graph has accepted stays; the rest was not sent.${failed > 0 ? ` ${rows}` : ''}`
  const cause = endCauses[sync.status] ?? 'The last sync failed.'
  return { id, tone: 'bad', cause, consequence, action }
}

function stuckNeed(row: Subject): Need | null {
  const records = row.stuck ?? 0
  if (records === 0) return null
  return {
    id: `${row.id} stuck`,
    tone: 'warn',
    cause: `${countText(records, 'record')} failed in ${mostRuns} runs and ${records === 1 ? 'is' : 'are'} not tried any more.`,
    consequence: `When ${records === 1 ? 'it' : 'one of them'} or the mapping changes, it is tried again. Until then decide: try again, or set aside with a note.`,
    action: { kind: 'link', label: 'See the records', href: `${base(row)}/sync/failing?state=stuck` },
  }
}

function groupsNeed(row: Subject): Need | null {
  const groups = row.refusedGroups ?? 0
  if (groups === 0) return null
  return {
    id: `${row.id} groups`,
    tone: 'warn',
    cause: `Graph refused changes of ${countText(groups, 'group')}.`,
    consequence: 'Who reads through them may be others than you see. Look at the reason and try again.',
    action: { kind: 'link', label: 'Open the groups', href: `${base(row)}/groups` },
  }
}

const endCauses: Partial<Record<SyncStatus, string>> = {
  stopped: 'The last sync was stopped by a limit.',
  lost: 'The connector of the last sync stopped reporting.',
}

/** Until the connection is registered, sending has no effect; afterwards everything has to be sent. */
const debtsToShow = (debts: readonly Debt[]) =>
  debts.some(isUnregistered) ? debts.filter(isUnregistered) : debts

const isUnregistered = ({ cause, detail }: Debt) => cause === 'registration' && !detail.registered

function debtNeed(row: Subject, debt: Debt): Need {
  const { sync, source } = row
  const need = { id: `${row.id} ${debt.cause}`, tone: 'warn' as const, cause: debtCause(debt) }
  const reason = debtReason(debt)
  const link = (label: string, href: string) => ({ kind: 'link' as const, label, href })
  if (sync && isLive(sync)) {
    const action = link('See the sync', `${base(row)}/sync/${sync.id}`)
    return {
      ...need,
      consequence: `${reason} A sync is ${sync.status === 'paused' ? 'paused' : 'under way'}.`,
      action,
    }
  }
  if (isUnregistered(debt)) {
    const action = link('Register', `/profile-sources?register=${encodeURIComponent(row.id)}`)
    return { ...need, consequence: `${reason} Register it, then send them again.`, action }
  }
  const missing = sync !== null && hasReadAll(sync) && debt.remaining <= (sync.notHeld ?? 0)
  if (missing && source && source.kind !== 'file') {
    const consequence = `${reason} The last sync did not find them at its source (${sourceTitle(source)}).`
    return { ...need, consequence, action: link('See the source', `${base(row)}/sync`) }
  }
  if (!source || missing) {
    const action = link(source ? 'Upload a file' : 'Choose a source', `${base(row)}/sync`)
    const consequence = missing
      ? `${reason} The file of the last sync does not hold them: upload one that does.`
      : `${reason} There is no source to send them from: choose one.`
    return { ...need, consequence, action }
  }
  const action = { kind: 'sendAgain' as const, label: 'Send again', connectionId: row.id }
  return { ...need, consequence: reason, action }
}
