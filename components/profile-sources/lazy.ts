'use client'

import dynamic from 'next/dynamic'

// Dialogs are loaded when they open.
export const RegisterDialog = dynamic(
  () => import('./register-dialog').then(({ RegisterDialog }) => RegisterDialog),
  { ssr: false },
)
export const RemoveDialog = dynamic(
  () => import('./remove-dialog').then(({ RemoveDialog }) => RemoveDialog),
  { ssr: false },
)
