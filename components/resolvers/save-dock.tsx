'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useLater } from '@/components/ui/use-later'
import { countText } from '@/lib/model/number-text'
import { DockFrame, type DockProps } from './dock-frame'

const loadDock = () => import('./edit-dock')

/** Until something is changed there is nothing to save, and what saves it is not loaded. */
export function SaveDock(props: DockProps) {
  const { changes, conflict, readOnly, set } = props
  const [begun, setBegun] = useState(false)
  const isBusy = changes.length > 0 || conflict.merged !== null || conflict.problem !== null
  if (isBusy && !begun) setBegun(true)
  const loaded = useLater(loadDock, begun)
  if (loaded) return <loaded.EditDock {...props} />
  return (
    <DockFrame
      dock={props}
      actions={
        <Button
          look="primary"
          pending={begun}
          disabledReason={readOnly ?? (begun ? null : 'Nothing has changed.')}
        >
          Save {countText(set.entries.length, 'resolver')}
        </Button>
      }
    />
  )
}
