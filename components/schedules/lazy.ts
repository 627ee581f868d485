'use client'

import dynamic from 'next/dynamic'

// The form brings the rules of time zones and cron expressions with it, and is opened now and then.
export const ScheduleDialog = dynamic(
  () => import('./schedule-dialog').then(({ ScheduleDialog }) => ScheduleDialog),
  { ssr: false },
)
export const SecretDialog = dynamic(
  () => import('./secret-dialog').then(({ SecretDialog }) => SecretDialog),
  {
    ssr: false,
  },
)
