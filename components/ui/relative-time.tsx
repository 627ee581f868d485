'use client'

import { useEffect, useState } from 'react'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "2 min ago", and from a week on the date itself. `zone` undefined is the browser's own. */
function relativeTime(at: Date, now: Date, zone?: string) {
  const past = now.getTime() - at.getTime()
  if (past < -minute) return dateText(at, now, zone)
  if (past < 10_000) return 'just now'
  if (past < minute) return `${Math.floor(past / 1000)} s ago`
  if (past < hour) return `${Math.floor(past / minute)} min ago`
  if (past < day) return `${Math.floor(past / hour)} h ago`
  if (past < 7 * day) return past < 2 * day ? 'yesterday' : `${Math.floor(past / day)} days ago`
  return dateText(at, now, zone)
}

const dateText = (at: Date, now: Date, timeZone?: string) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(now.getTime() - at.getTime() > 300 * day ? { year: 'numeric' as const } : {}),
    timeZone,
  }).format(at)

const exact: Record<string, Intl.DateTimeFormat> = {}

/** To make a format takes far longer than to use it, and a page has a time in each row. */
function exactTime(at: Date, timeZone = '') {
  exact[timeZone] ??= new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'long',
    timeZone: timeZone || undefined,
  })
  return exact[timeZone].format(at)
}

/** A moment as the admin thinks of it; the exact time with its zone on hover. */
export function RelativeTime({ at }: { at: string }) {
  const [now, setNow] = useState<number | null>(null)
  const date = new Date(at)
  const recent = now === null || now - date.getTime() < hour
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), recent ? 10_000 : hour)
    return () => clearInterval(timer)
  }, [recent])

  const zone = now === null ? 'UTC' : undefined
  // The clocks of server and browser differ, so the text is corrected in the first effect.
  return (
    <time dateTime={at} title={exactTime(date, zone)} className="whitespace-nowrap" suppressHydrationWarning>
      {relativeTime(date, new Date(now ?? Date.now()), zone)}
    </time>
  )
}
