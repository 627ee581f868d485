'use client'

import { Skeleton } from '@/components/ui/skeleton'
import { whenWanted } from '@/components/ui/when-wanted'

// Below the file and the mapping of the page of a sync.
export const ScheduleCard = whenWanted(
  () => import('./schedule-card').then(({ ScheduleCard }) => ScheduleCard),
  <Skeleton className="h-28 w-full rounded-lg" />,
)
export const TriggerCard = whenWanted(
  () => import('./trigger-card').then(({ TriggerCard }) => TriggerCard),
  <Skeleton className="h-28 w-full rounded-lg" />,
)
