'use client'

import { lazy, type ReactNode, Suspense } from 'react'

const Modal = lazy(() => import('./modal').then((module) => ({ default: module.Modal })))

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  /** Keeps it open until the work it started has answered. */
  busy?: boolean
  wide?: boolean
  footer?: ReactNode
  children: ReactNode
}

/** A modal dialog. */
export function Dialog(props: DialogProps) {
  if (!props.open) return null
  return (
    <Suspense>
      <Modal {...props} />
    </Suspense>
  )
}
