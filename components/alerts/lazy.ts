'use client'

import { later } from '@/components/ui/later'

export const RuleDialog = later(() => import('./rule-dialog').then(({ RuleDialog }) => RuleDialog), {
  browserOnly: true,
})
