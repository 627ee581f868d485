'use client'

import { startTransition, useEffect, useRef, useState } from 'react'
import type { MappingDraft } from '@/lib/model/mapping/mapping'

interface Given {
  connectionId: string
  saved: MappingDraft | null
  columns: string[] | null
  /** What the columns suggest. */
  suggested: MappingDraft
}

/**
 * The mapping being edited: the one kept in this browser, else the saved one, else what the columns suggest. It
 * is kept in the browser until it is saved, so that leaving the page loses nothing.
 */
export function useMapping({ connectionId, saved, columns, suggested }: Given) {
  const key = `mapping:${connectionId}`
  const [mapping, setMapping] = useState<MappingDraft>(saved ?? suggested)
  const [mappedColumns, setMappedColumns] = useState(columns)
  const changed = useRef(false)

  // After the first paint: the server, which rendered it, cannot know what this browser kept.
  useEffect(() => {
    void read(key).then((kept) => {
      // Not at once: the card may still be the server's, and would be taken away for a moment.
      if (kept && !changed.current) startTransition(() => setMapping(kept))
    })
  }, [key])

  // A new file: what has no column yet gets what its columns suggest, and nothing else changes.
  if (columns && columns !== mappedColumns && columns.join('\n') !== mappedColumns?.join('\n')) {
    setMappedColumns(columns)
    setMapping(fill(mapping, suggested, columns))
  }

  return {
    mapping,
    change(next: MappingDraft) {
      changed.current = true
      localStorage.setItem(key, JSON.stringify(next))
      setMapping(next)
    },
    forget: () => localStorage.removeItem(key),
  }
}

async function read(key: string) {
  const text = localStorage.getItem(key)
  if (!text) return null
  try {
    const { MappingDraft } = await import('@/lib/model/mapping/mapping')
    return MappingDraft.parse(JSON.parse(text))
  } catch {
    localStorage.removeItem(key) // Written by another version: the saved mapping serves.
    return null
  }
}

function fill(mapping: MappingDraft, suggested: MappingDraft, columns: string[]): MappingDraft {
  const isThere = (from: MappingDraft['itemId']) =>
    from !== undefined && (!('column' in from) || columns.includes(from.column))
  const nothing = !mapping.itemId && Object.keys(mapping.properties).length === 0
  if (nothing) return suggested
  return {
    ...mapping,
    itemId: isThere(mapping.itemId) ? mapping.itemId : (suggested.itemId ?? mapping.itemId),
    properties: { ...suggested.properties, ...mapping.properties },
    content: mapping.content ?? suggested.content,
  }
}
