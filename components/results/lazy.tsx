'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'

// The editor, Microsoft's renderer and what a dialog shows are larger than the page: they come once it is alive.
export const LayoutEditor = dynamic(() => import('./layout-editor').then((module) => module.LayoutEditor), {
  ssr: false,
  loading: () => <Skeleton className="m-4 h-96 w-auto" />,
})
export const PreviewCard = dynamic(() => import('./preview-card').then((module) => module.PreviewCard), {
  ssr: false,
  loading: () => <Skeleton className="h-80 w-full rounded-lg" />,
})
export const ReviewTemplates = dynamic(
  () => import('./review-templates').then((module) => module.ReviewTemplates),
  { ssr: false },
)
export const ConflictNote = dynamic(() => import('./conflict-note').then((module) => module.ConflictNote), {
  ssr: false,
})
export const DiscardDialog = dynamic(
  () => import('@/components/ui/discard-dialog').then((module) => module.DiscardDialog),
  { ssr: false },
)
export const DraftProblem = dynamic(
  () => import('@/components/ui/draft-problem').then((module) => module.DraftProblem),
  { ssr: false },
)
