'use client'

import { useCallback, useEffect, useReducer } from 'react'
import { useDraft } from '@/components/ui/use-draft'
import { diffSchema } from '@/lib/model/schema/diff'
import { type DraftState, type DraftStep, draftReducer, newDraft } from '@/lib/model/schema/draft'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { unwrap } from '@/lib/web/fetch'
import { saveDraft } from './actions'

export type EditorStep = DraftStep | { type: 'reset'; schema: ConnectorSchema }

const reducer = (state: DraftState, step: EditorStep): DraftState =>
  step.type === 'reset' ? newDraft(step.schema) : draftReducer(state, step)

export interface Stored {
  /** The live draft, else what is registered, else nothing. */
  schema: ConnectorSchema
  /** The version of the draft in the database, spent or not. */
  version: string | null
}

/** The edited schema with its history, saved on the server as a draft. */
export function useSchemaDraft(connectionId: string, stored: Stored, off: boolean) {
  const [draft, dispatch] = useReducer(reducer, stored.schema, newDraft)
  const saving = useDraft(draft.schema, {
    version: stored.version,
    off,
    save: (schema, over) => unwrap(saveDraft({ connectionId, schema, over })),
  })
  const { adopt, isSaved, known } = saving

  /** Starts again from the version of the server. */
  const restart = useCallback(
    (next: Stored) => {
      adopt(next.schema, next.version)
      dispatch({ type: 'reset', schema: next.schema })
    },
    [adopt],
  )

  // The page was loaded again. Its draft is taken over only when it is newer and nothing here is unsaved.
  useEffect(() => {
    const { draft: schema, version } = known()
    const old = version !== null && (stored.version === null || stored.version < version)
    if (old || !isSaved()) return
    if (isSame(schema, stored.schema)) adopt(schema, stored.version)
    else restart(stored)
  }, [stored, adopt, isSaved, known, restart])

  return { draft, dispatch, saving, restart }
}

const isSame = (one: ConnectorSchema, other: ConnectorSchema) =>
  one.properties.length === other.properties.length &&
  one.properties.every(({ name }, place) => name === other.properties[place]?.name) &&
  diffSchema(one, other).length === 0
