'use client'

import { lazy, Suspense } from 'react'
import type { DialogProps } from './modal'

const Modal = lazy(() => import('./modal').then((module) => ({ default: module.Modal })))

/** A modal dialog. */
export function Dialog(props: DialogProps) {
  if (!props.open) return null
  return (
    <Suspense>
      <Modal {...props} />
    </Suspense>
  )
}
