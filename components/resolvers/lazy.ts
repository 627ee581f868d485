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
export const ImportDialog = dynamic(
  () => import('./import-dialog').then(({ ImportDialog }) => ImportDialog),
  { ssr: false },
)
export const DiscardDialog = dynamic(
  () => import('@/components/ui/discard-dialog').then(({ DiscardDialog }) => DiscardDialog),
  { ssr: false },
)
export const ResolverEditor = dynamic(
  () => import('./resolver-editor').then(({ ResolverEditor }) => ResolverEditor),
  { ssr: false },
)
export const WrongCard = dynamic(() => import('./wrong-card').then(({ WrongCard }) => WrongCard), {
  ssr: false,
})
export const TestsCard = dynamic(() => import('./tests-card').then(({ TestsCard }) => TestsCard))
export const TryLinks = dynamic(() => import('./try-links').then(({ TryLinks }) => TryLinks))
export const DraftProblem = dynamic(
  () => import('@/components/ui/draft-problem').then(({ DraftProblem }) => DraftProblem),
  { ssr: false },
)
