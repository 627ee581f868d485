'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Deletable } from './delete-dialog'
import { DeleteDialog } from './lazy'

export function DeleteConnection({
  disabledReason,
  ...connection
}: Deletable & { disabledReason: string | null }) {
  const [open, setOpen] = useState(false)
  return (
    <Card title="Delete connection">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-64 text-muted">
          Removes the connection from Graph together with everything indexed through it. It cannot be undone.
        </p>
        <Button look="danger" disabledReason={disabledReason} onClick={() => setOpen(true)}>
          Delete connection
        </Button>
      </div>
      {open && <DeleteDialog {...connection} onClose={() => setOpen(false)} />}
    </Card>
  )
}
