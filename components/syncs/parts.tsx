'use client'

import { later } from '@/components/ui/later'
import { Skeleton } from '@/components/ui/skeleton'
import { whenWanted } from '@/components/ui/when-wanted'

// Needed once there are columns to map.
export const MappingCard = later(() => import('./mapping-card').then(({ MappingCard }) => MappingCard), {
  waiting: <Skeleton className="h-96 w-full rounded-lg" />,
})

// What is rarely changed, and what stands below everything that a sync needs.
export const FileFormatFields = whenWanted(
  () => import('./file-format-fields').then(({ FileFormatFields }) => FileFormatFields),
  <Skeleton className="h-40 w-full" />,
)
export const RunsCard = whenWanted(
  () => import('./runs-card').then(({ RunsCard }) => RunsCard),
  <Skeleton className="h-72 w-full rounded-lg" />,
)
export const AbortRulesCard = whenWanted(
  () => import('./abort-rules-card').then(({ AbortRulesCard }) => AbortRulesCard),
  <Skeleton className="h-48 w-full" />,
)
export const UpkeepCard = whenWanted(
  () => import('./upkeep-card').then(({ UpkeepCard }) => UpkeepCard),
  <Skeleton className="h-48 w-full" />,
)
