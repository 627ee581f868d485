'use client'

import { useSearchParams } from 'next/navigation'
import { Tabs } from '@/components/ui/tabs'

export function ListTabs({ attention }: { attention: number }) {
  const show = useSearchParams().get('show')
  const tabs = [
    { href: '/connections', label: 'All' },
    { href: '/connections?show=attention', label: `Needs attention ${attention}` },
  ]
  return (
    <Tabs
      label="Which connections"
      tabs={tabs}
      current={show === 'attention' ? '/connections?show=attention' : '/connections'}
    />
  )
}
