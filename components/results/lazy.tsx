'use client'

import { later } from '@/components/ui/later'
import { Skeleton } from '@/components/ui/skeleton'

export const PreviewWaiting = () => <Skeleton className="h-80 w-full rounded-lg" />

// Microsoft's renderer and what a dialog shows are larger than the page: they are loaded after hydration.
export const PreviewCard = later(() => import('./preview-card').then((module) => module.PreviewCard), {
  browserOnly: true,
  waiting: <PreviewWaiting />,
})
export const ReviewTemplates = later(
  () => import('./review-templates').then((module) => module.ReviewTemplates),
  { browserOnly: true },
)
export const ConflictNote = later(() => import('./conflict-note').then((module) => module.ConflictNote), {
  browserOnly: true,
})
export const DiscardDialog = later(
  () => import('@/components/ui/discard-dialog').then((module) => module.DiscardDialog),
  { browserOnly: true },
)
export const DraftProblem = later(
  () => import('@/components/ui/draft-problem').then((module) => module.DraftProblem),
  { browserOnly: true },
)
