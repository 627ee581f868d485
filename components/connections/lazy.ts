'use client'

import { later } from '@/components/ui/later'

// Every page of a connection can show it, and hardly ever does.
export const DeletionProgress = later(() =>
  import('./deletion-progress').then(({ DeletionProgress }) => DeletionProgress),
)
export const DeleteDialog = later(() => import('./delete-dialog').then(({ DeleteDialog }) => DeleteDialog), {
  browserOnly: true,
})
