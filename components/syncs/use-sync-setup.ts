'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { problemOf } from '@/components/ui/problem-of'
import { canonical } from '@/lib/model/items/canonical'
import { columnDateOrders } from '@/lib/model/mapping/column-date-orders'
import type { Mapping, MappingDraft } from '@/lib/model/mapping/mapping'
import { countText } from '@/lib/model/number-text'
import { isLive } from '@/lib/model/sync/status'
import { tellsChanges } from '@/lib/model/sync/tells-changes'
import { unwrap } from '@/lib/web/fetch'
import { saveMapping } from './actions'
import type { SyncSetupProps } from './sync-setup-props'
import { useMapping } from './use-mapping'
import { useMappingProblems } from './use-mapping-problems'
import { useStart } from './use-start'
import { useUpload } from './use-upload'

/** What is chosen and edited on the page of a sync, what is wrong with it, and what saves and starts it. */
export function useSyncSetup(given: SyncSetupProps) {
  const { connectionId, contentCategory, saved, suggested, upload, syncs, facts } = given
  const router = useRouter()
  const unregistered = contentCategory === 'people' && given.registered === false
  const savedKind = given.source?.settings.kind ?? 'file'
  const [kind, setKind] = useState(savedKind)
  const remote = kind === 'file' ? null : kind
  const known = kind === savedKind ? given.source : null
  // The first rows are those of the saved source, or of the file when there is none.
  const rows = kind === savedKind ? given.rows : []
  const isConnector = kind === 'remote'
  const columns = (isConnector ? null : remote ? known?.fields : upload?.columns) ?? null
  const { mapping, change, forget } = useMapping({ connectionId, saved, columns, suggested })
  const problems = useMappingProblems(mapping, columns, given)
  const complete = useMemo(() => completed(mapping), [mapping])
  const send = useUpload(connectionId)
  const live = syncs.find(isLive)

  const source = (mapping: Mapping) => ({
    connectionId,
    ...(remote ? {} : { uploadId: upload?.id ?? '' }),
    mapping,
  })
  const save = useMutation({
    mutationFn: (mapping: Mapping) => unwrap(saveMapping(source(mapping))),
    onSuccess: () => {
      forget()
      router.refresh()
    },
  })
  const owesRegistration = facts.debts.some(({ cause }) => cause === 'registration')
  const { start, begin, beginChanges, dryRun, confirm } = useStart({
    source: isConnector ? { connectionId } : complete && source(complete),
    unregistered,
    ask: unregistered && !owesRegistration,
    onStarted(syncId) {
      forget()
      router.push(`/connections/${encodeURIComponent(connectionId)}/sync/${syncId}`)
    },
  })
  const failed = problemOf(start.error ?? save.error)
  const errors = (problems ?? []).filter(({ severity }) => severity === 'error').length
  const noStart =
    given.noRun ??
    given.refused ??
    (live ? 'A sync is running already.' : null) ??
    (send.isBusy && !remote ? 'Wait until the new file is read.' : null) ??
    (columns || (isConnector && known) ? null : remote ? 'Save the source first.' : 'Choose a file first.') ??
    (problems ? null : 'The mapping is being checked.') ??
    (errors > 0 ? `The mapping has ${errors === 1 ? 'an error' : countText(errors, 'error')}.` : null)

  return {
    kind,
    setKind,
    remote,
    known,
    rows,
    columns,
    send,
    mapping,
    change: (next: MappingDraft) => change(columnDateOrders(next, given.dates, given.schema)),
    problems: problems ?? [],
    errors,
    complete,
    /** The mapping was changed, and this admin may save it. */
    unsaved: columns !== null && !given.readOnly && canonical(mapping) !== canonical(saved),
    live,
    unregistered,
    save,
    start,
    begin,
    /** Null for a source that cannot tell what has changed. */
    beginChanges: known && tellsChanges(known.settings) ? beginChanges : null,
    dryRun,
    confirm,
    /** Why no sync can start now. */
    noStart,
    /** Why there can be no dry run. */
    noDryRun: noStart ?? (isConnector ? noPlan : null),
    failure: failed && {
      problem: failed,
      title: start.error ? 'The sync did not start.' : 'The mapping was not saved.',
    },
  }
}

const noPlan = 'A connector elsewhere shows no plan: its records are not here.'

const completed = ({ itemId, ...mapping }: MappingDraft): Mapping | null =>
  itemId ? { ...mapping, itemId } : null
