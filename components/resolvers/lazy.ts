'use client'

import dynamic from 'next/dynamic'

// What opens later is loaded later.
export const ReviewDialog = dynamic(
  () => import('./review-dialog').then(({ ReviewDialog }) => ReviewDialog),
  { ssr: false },
)
export const ConflictDialog = dynamic(
  () => import('./conflict-dialog').then(({ ConflictDialog }) => ConflictDialog),
  { ssr: false },
)
export const ExampleDialog = dynamic(
  () => import('./example-dialog').then(({ ExampleDialog }) => ExampleDialog),
  { ssr: false },
)
export const DiscardDialog = dynamic(
  () => import('./discard-dialog').then(({ DiscardDialog }) => DiscardDialog),
  { ssr: false },
)
export const TriedList = dynamic(() => import('./tried-list').then(({ TriedList }) => TriedList), {
  ssr: false,
})
