'use client'

import { useCallback, useMemo, useState } from 'react'
import { useDraft } from '@/components/ui/use-draft'
import { draftsOf, isUnchanged, sameTemplates } from '@/lib/model/results/draft'
import type { DisplayTemplate, ResultsDraft, TemplateDraft } from '@/lib/model/results/template'
import { unwrap } from '@/lib/web/fetch'
import { saveResultsDraft } from './actions'

/** The edited templates, saved on the server as a draft, and how they differ from what Graph has. */
export function useResultsDraft(
  connectionId: string,
  { current, stored, off }: { current: readonly DisplayTemplate[]; stored: Stored | null; off: boolean },
) {
  const [draft, setDraft] = useState<ResultsDraft>(() => stored ?? begin(current))
  const saving = useDraft(draft, {
    version: stored?.version ?? null,
    off,
    save: (next, over) => unwrap(saveResultsDraft({ connectionId, draft: next, over })),
  })
  const take = saving.adopt

  /** Takes over what the server has, in place of what is here. */
  const adopt = useCallback(
    (next: ResultsDraft, version: string | null) => {
      take(next, version)
      setDraft(next)
    },
    [take],
  )
  const setTemplates = useCallback(
    (change: (templates: TemplateDraft[]) => TemplateDraft[]) =>
      setDraft((before) => ({ ...before, templates: change(before.templates) })),
    [],
  )
  /** Begins from what Graph has now, and keeps what is edited. */
  const rebase = useCallback(
    () =>
      setDraft(({ templates }) => ({
        base: [...current],
        templates: templates.map((one) =>
          current.some(({ id }) => id === one.from) ? one : { ...one, from: null },
        ),
      })),
    [current],
  )

  const changed = useMemo(() => !isUnchanged(draft.templates, draft.base), [draft])
  const conflict = useMemo(() => !sameTemplates(draft.base, current), [draft.base, current])
  return { draft, changed, conflict, saving, setTemplates, adopt, rebase }
}

export interface Stored extends ResultsDraft {
  version: string
  savedBy: string
}

export const begin = (current: readonly DisplayTemplate[]): ResultsDraft => ({
  base: [...current],
  templates: draftsOf(current),
})
