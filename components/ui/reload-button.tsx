'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from './button'

/** Refreshes the page without leaving it. */
export function ReloadButton({ children = 'Try again' }: { children?: string }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  return (
    <Button pending={pending} onClick={() => start(() => router.refresh())}>
      {children}
    </Button>
  )
}
