'use client'

import { Card } from '@/components/ui/card'
import { whenWanted } from '@/components/ui/when-wanted'

/** Below what most come for, so its code does not hold up the page. */
export const AddActivity = whenWanted(
  () => import('./add-activity').then(({ AddActivity }) => AddActivity),
  <Card title="Activities">{null}</Card>,
)
