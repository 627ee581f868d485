'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useUpload } from '@/components/syncs/use-upload'
import { problemOf } from '@/components/ui/problem-of'
import { checkGroupFields } from '@/lib/model/groups/check-group-fields'
import type { GroupFields } from '@/lib/model/groups/group-fields'
import { suggestGroupFields } from '@/lib/model/groups/suggest-group-fields'
import { leafFields } from '@/lib/model/mapping/leaf-fields'
import { isLive } from '@/lib/model/sync/status'
import type { GroupSourceView } from '@/lib/services/groups/read-group-source'
import { unwrap } from '@/lib/web/fetch'
import { saveGroupSource, startGroupsRun } from './actions'

export interface GroupSourceProps {
  connectionId: string
  view: GroupSourceView
  maxBytes: number
  /** Why this admin may not change the source, and why not run it. */
  readOnly: string | null
  noRun: string | null
}

/** What is chosen on the page of the source of groups, and what saves and starts it. */
export function useGroupSource({ connectionId, view, readOnly, noRun }: GroupSourceProps) {
  const { saved, upload, last } = view
  const router = useRouter()
  const savedKind = saved?.settings.kind ?? 'file'
  const [kind, setKind] = useState(savedKind)
  const [edited, setEdited] = useState<GroupFields | null>(null)
  const known = kind === savedKind ? saved : null
  const columns = (kind === 'file' ? upload?.columns : known?.fields) ?? null
  const rows = kind === savedKind ? view.rows : []
  const fields = edited ?? known?.groupFields ?? (columns && suggestGroupFields(leafFields(columns)))
  const problem = fields && columns && checkGroupFields(fields, columns)
  const send = useUpload(connectionId, 'groups')
  const isSavedFile =
    known?.settings.kind === 'file' && upload !== null && known.settings.config.uploadId === upload.id
  const unsaved = columns !== null && (edited !== null || (kind === 'file' && !isSavedFile))

  const changed = () => {
    if (!fields || !unsaved) return null
    const source =
      kind === 'file' ? { kind, config: { uploadId: upload?.id ?? '' } } : (known?.settings ?? null)
    return source && { source, fields }
  }
  const save = useMutation({
    async mutationFn() {
      const change = changed()
      if (change) await unwrap(saveGroupSource({ connectionId, ...change }))
      setEdited(null)
    },
    onSuccess: () => router.refresh(),
  })
  const start = useMutation({
    mutationFn: (plan: 'always' | 'when-new') =>
      unwrap(startGroupsRun({ connectionId, plan, change: readOnly ? undefined : (changed() ?? undefined) })),
    onSuccess: ({ syncId }) => router.push(`/connections/${encodeURIComponent(connectionId)}/sync/${syncId}`),
  })
  const failed = problemOf(start.error ?? save.error)
  const noSave =
    readOnly ??
    (columns ? null : kind === 'file' ? 'Choose a file first.' : 'Save the source first.') ??
    (send.isBusy ? 'Wait until the new file is read.' : null) ??
    problem?.message ??
    null
  return {
    kind,
    setKind(next: typeof kind) {
      setKind(next)
      setEdited(null)
    },
    known,
    columns,
    rows,
    fields,
    problem,
    change: setEdited,
    send,
    unsaved: unsaved && !readOnly,
    save,
    start,
    noSave,
    noStart:
      noRun ??
      (readOnly ? (saved ? null : readOnly) : noSave) ??
      (last && isLive(last) ? 'A run of the groups goes on already.' : null),
    failure: failed && {
      problem: failed,
      title: start.error ? 'The run did not start.' : 'The source was not saved.',
    },
  }
}
