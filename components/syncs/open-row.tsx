'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { SourceHolds } from '@/lib/model/sync/source'
import { RowDialog } from './lazy'

interface Props {
  connectionId: string
  syncId: string
  row: number
  /** Why this admin may not send it. */
  refused: string | null
  /** What its row is; one of a group is not sent alone. */
  holds?: SourceHolds
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
