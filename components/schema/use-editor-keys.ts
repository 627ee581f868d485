'use client'

import { type Dispatch, useEffect, useEffectEvent } from 'react'
import type { DraftStep } from '@/lib/model/schema/draft'

const keys = new Set(['z', 'y', 'enter'])

/** Ctrl Z, Ctrl Shift Z, Ctrl Y and Ctrl Enter anywhere on the page, save where a text has keys of its own. */
export function useEditorKeys(dispatch: Dispatch<DraftStep>, onAdd: () => void, off: boolean) {
  const add = useEffectEvent(onAdd)
  useEffect(() => {
    if (off) return
    const press = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !keys.has(key)) return
      if (
        event.target instanceof Element &&
        event.target.closest('[data-own-undo], [type=search], [role=dialog]')
      )
        return
      event.preventDefault()
      if (key === 'enter') return add()
      dispatch({ type: key === 'y' || event.shiftKey ? 'redo' : 'undo' })
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [dispatch, off])
}
