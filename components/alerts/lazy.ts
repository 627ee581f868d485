'use client'

import dynamic from 'next/dynamic'

export const RuleDialog = dynamic(() => import('./rule-dialog').then(({ RuleDialog }) => RuleDialog), {
  ssr: false,
})
