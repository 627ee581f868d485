'use client'

import dynamic from 'next/dynamic'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

// Stands below everything else, and brings all rules of items and of people with it.
export const PreviewCard = dynamic(() => import('./preview-card').then(({ PreviewCard }) => PreviewCard), {
  ssr: false,
  loading: () => (
    <Card title="3. Preview" bare>
      <div className="grid gap-4 p-4 lg:grid-cols-[228px_minmax(0,1fr)]">
        <Skeleton className="h-88 w-full" />
        <Skeleton className="h-88 w-full" />
      </div>
    </Card>
  ),
})

export const ConfirmUnregistered = dynamic(
  () => import('./confirm-unregistered').then(({ ConfirmUnregistered }) => ConfirmUnregistered),
  { ssr: false },
)
