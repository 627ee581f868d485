'use client'

import { useRouter } from 'next/navigation'
import { SendRecord } from '@/components/syncs/send-record'

/** Sends an item again as its source held it last; the page then shows what came of it. */
export function SendItem({
  connectionId,
  itemId,
  refused,
}: {
  connectionId: string
  itemId: string
  refused: string | null
}) {
  const router = useRouter()
  return (
    <SendRecord
      connectionId={connectionId}
      title="Send it again"
      records={{ itemIds: [itemId] }}
      refused={refused}
      onOver={() => router.refresh()}
    />
  )
}
