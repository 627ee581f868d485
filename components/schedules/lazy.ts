'use client'

import { later } from '@/components/ui/later'

// The form brings the rules of time zones and cron expressions with it, and is opened now and then.
export const ScheduleDialog = later(
  () => import('./schedule-dialog').then(({ ScheduleDialog }) => ScheduleDialog),
  { browserOnly: true },
)
export const WebhookSecret = later(
  () => import('./webhook-secret').then(({ WebhookSecret }) => WebhookSecret),
  {
    browserOnly: true,
  },
)
