'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { RowDialog } from './lazy'

/** Opens what happened to a row. */
export function OpenRow({ syncId, row }: { syncId: string; row: number }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" aria-label={`Open row ${row}`} onClick={() => setOpen(true)}>
        Open
      </Button>
      {open && <RowDialog syncId={syncId} row={row} onClose={() => setOpen(false)} />}
    </>
  )
}
