'use client'

import { useEffect, useState } from 'react'
import { clockText } from '@/lib/model/duration'

/** How long ago something was, to the second. Read out only when one comes to it. */
export function RunningClock({ since }: { since: string }) {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [])
  const day = 24 * 3_600_000
  const past = now === null ? 0 : now - Date.parse(since)
  const text = past < day ? clockText(past) : `${Math.floor(past / day)} days`
  return (
    <time dateTime={since} className="tabular-nums">
      {now === null ? '…' : text}
    </time>
  )
}
