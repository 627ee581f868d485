'use client'

import { useCallback, useEffect, useMemo } from 'react'
import { useDraft } from '@/components/ui/use-draft'
import { sameList } from '@/lib/model/resolvers/graph-resolvers'
import { openSet } from '@/lib/model/resolvers/resolver-list'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import { setChanges } from '@/lib/model/resolvers/set-changes'
import { unwrap } from '@/lib/web/fetch'
import { saveResolverDraft } from './actions'
import { useKnownList } from './use-known-list'
import { useResolverSet } from './use-resolver-set'
import type { WorkbenchProps } from './workbench-props'

type Given = Pick<WorkbenchProps, 'connectionId' | 'list' | 'draft' | 'username' | 'readOnly'>

/** The list as Graph has it, the set that is edited from it, and its draft on the server. */
export function useResolverDraft({ connectionId, draft, username, readOnly, ...given }: Given) {
  const [list, setList] = useKnownList(given.list)
  // A draft without changes holds nobody to the list that it began with.
  const begun = draft && setChanges(draft.set).length > 0 ? draft.set : null
  const [set, dispatch] = useResolverSet(begun ?? openSet(list))
  const saving = useDraft(set, {
    version: draft?.savedAt ?? null,
    off: readOnly !== null,
    save: (next, over) => unwrap(saveResolverDraft({ connectionId, set: next, over })),
  })
  const { adopt, state } = saving
  const changes = useMemo(() => setChanges(set), [set])
  const stale = useMemo(() => !sameList(set.base, list), [set.base, list])

  const replace = useCallback((next: ResolverSet) => dispatch({ type: 'replace', set: next }), [dispatch])
  /** Takes over what the server has. */
  const reload = useCallback(
    (next: ResolverSet, version: string | null) => {
      adopt(next, version)
      replace(next)
    },
    [adopt, replace],
  )
  // Nothing was edited here: what somebody else saved is shown at once.
  const outdated = stale && changes.length === 0
  useEffect(() => {
    if (outdated) reload(openSet(list), state.savedAt)
  }, [outdated, list, state.savedAt, reload])

  const ofAnother = begun && draft && draft.savedBy !== username && draft.savedAt === state.savedAt
  return {
    list,
    setList,
    set,
    dispatch,
    saving,
    changes,
    /** The list in Graph is no longer the one that the set began with. */
    stale,
    othersDraft: ofAnother ? draft : null,
    replace,
    reload,
  }
}
