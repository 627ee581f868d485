'use client'

import dynamic from 'next/dynamic'

// Every page of a connection can show it, and hardly ever does.
export const DeletionProgress = dynamic(() =>
  import('./deletion-progress').then(({ DeletionProgress }) => DeletionProgress),
)
export const DeleteDialog = dynamic(
  () => import('./delete-dialog').then(({ DeleteDialog }) => DeleteDialog),
  { ssr: false },
)
