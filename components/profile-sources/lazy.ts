'use client'

import { later } from '@/components/ui/later'

// Dialogs are loaded when they open.
export const RegisterDialog = later(
  () => import('./register-dialog').then(({ RegisterDialog }) => RegisterDialog),
  { browserOnly: true },
)
export const RemoveDialog = later(() => import('./remove-dialog').then(({ RemoveDialog }) => RemoveDialog), {
  browserOnly: true,
})
