'use client'

import dynamic from 'next/dynamic'

// Not needed to edit a table, and together as large as the rest of the editor.
export const JsonView = dynamic(() => import('./json-view').then(({ JsonView }) => JsonView), { ssr: false })
export const LabelPicker = dynamic(() => import('./label-picker').then(({ LabelPicker }) => LabelPicker), {
  ssr: false,
})
export const ReviewDialog = dynamic(
  () => import('./review-dialog').then(({ ReviewDialog }) => ReviewDialog),
  {
    ssr: false,
  },
)
export const FirstReview = dynamic(() => import('./first-review').then(({ FirstReview }) => FirstReview), {
  ssr: false,
})
export const DiscardDialog = dynamic(
  () => import('@/components/ui/discard-dialog').then(({ DiscardDialog }) => DiscardDialog),
  {
    ssr: false,
  },
)
export const EmptySchema = dynamic(() => import('./empty-schema').then(({ EmptySchema }) => EmptySchema))
export const DraftProblem = dynamic(
  () => import('@/components/ui/draft-problem').then(({ DraftProblem }) => DraftProblem),
  { ssr: false },
)
export const Provisioning = dynamic(() => import('./provisioning').then(({ Provisioning }) => Provisioning))
