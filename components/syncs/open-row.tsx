'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { RowDialog } from './lazy'

interface Props {
  connectionId: string
  syncId: string
  row: number
  /** Why this admin may not send it. */
  refused: string | null
}

/** Opens what happened to a row. */
export function OpenRow(props: Props) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" aria-label={`Open row ${props.row}`} onClick={() => setOpen(true)}>
        Open
      </Button>
      {open && <RowDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}
