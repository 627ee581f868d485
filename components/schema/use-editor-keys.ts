'use client'

import { type Dispatch, useEffect } from 'react'
import type { DraftStep } from '@/lib/model/schema/draft'

/** Ctrl Z, Ctrl Shift Z and Ctrl Y anywhere on the page, save where a text has an undo of its own. */
export function useEditorKeys(dispatch: Dispatch<DraftStep>, off: boolean) {
  useEffect(() => {
    if (off) return
    const undo = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return
      if (
        event.target instanceof Element &&
        event.target.closest('[data-own-undo], [type=search], [role=dialog]')
      )
        return
      event.preventDefault()
      dispatch({ type: key === 'y' || event.shiftKey ? 'redo' : 'undo' })
    }
    document.addEventListener('keydown', undo)
    return () => document.removeEventListener('keydown', undo)
  }, [dispatch, off])
}
