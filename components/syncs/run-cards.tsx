'use client'

import { later } from '@/components/ui/later'
import { Skeleton } from '@/components/ui/skeleton'

// Below the counts, and with its own data: the counts are there first.
export const RateCard = later(() => import('./rate-card').then(({ RateCard }) => RateCard), {
  browserOnly: true,
  waiting: <Skeleton className="h-72 w-full" />,
})

// Only what a run needs of these: the server writes them, and they come alive a moment later.
export const PlanCard = later(() => import('./plan-card').then(({ PlanCard }) => PlanCard), {
  waiting: <Skeleton className="h-72 w-full" />,
})

export const HeldDeletions = later(
  () => import('./held-deletions').then(({ HeldDeletions }) => HeldDeletions),
  { waiting: <Skeleton className="h-40 w-full" /> },
)

export const SyncErrorsCard = later(
  () => import('./sync-errors-card').then(({ SyncErrorsCard }) => SyncErrorsCard),
  { waiting: <Skeleton className="h-72 w-full" /> },
)

// Few runs are checks.
export const FindingsCard = later(() => import('./findings-card').then(({ FindingsCard }) => FindingsCard), {
  browserOnly: true,
  waiting: <Skeleton className="h-40 w-full" />,
})
