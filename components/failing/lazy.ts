'use client'

import { later } from '@/components/ui/later'

export const SetAsideDialog = later(
  () => import('./set-aside-dialog').then(({ SetAsideDialog }) => SetAsideDialog),
  { browserOnly: true },
)
