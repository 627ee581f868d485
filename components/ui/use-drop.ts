'use client'

import { type DragEvent, useState } from 'react'

/** What makes an element take what is dropped on it. Dropping is an extra: a button or a field does the same. */
export function useDrop(onDrop: (data: DataTransfer) => void) {
  const [over, setOver] = useState(false)
  return {
    /** Something is held over it. */
    over,
    props: {
      onDragOver: (event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        event.preventDefault()
        setOver(false)
        onDrop(event.dataTransfer)
      },
    },
  }
}
