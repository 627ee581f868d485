'use client'

import { later } from '@/components/ui/later'
import { Skeleton } from '@/components/ui/skeleton'

// Not needed to edit a table, and together as large as the rest of the editor.
export const JsonView = later(() => import('./json-view').then(({ JsonView }) => JsonView), {
  browserOnly: true,
})
export const LabelPicker = later(() => import('./label-picker').then(({ LabelPicker }) => LabelPicker), {
  browserOnly: true,
})
export const ReviewDialog = later(() => import('./review-dialog').then(({ ReviewDialog }) => ReviewDialog), {
  browserOnly: true,
})
export const FirstReview = later(() => import('./first-review').then(({ FirstReview }) => FirstReview), {
  browserOnly: true,
})
export const DiscardDialog = later(
  () => import('@/components/ui/discard-dialog').then(({ DiscardDialog }) => DiscardDialog),
  { browserOnly: true },
)
export const EmptySchema = later(() => import('./empty-schema').then(({ EmptySchema }) => EmptySchema))
export const DraftProblem = later(
  () => import('@/components/ui/draft-problem').then(({ DraftProblem }) => DraftProblem),
  { browserOnly: true },
)
export const Provisioning = later(() => import('./provisioning').then(({ Provisioning }) => Provisioning))
// All labels with their texts: the server writes those of the property that is shown first.
export const LabelText = later(() => import('./label-text').then(({ LabelText }) => LabelText), {
  waiting: <Skeleton className="mt-0.5 h-9 w-full" />,
})
