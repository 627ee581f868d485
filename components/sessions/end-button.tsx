'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { problemOf } from '@/components/ui/problem-of'
import { unwrap } from '@/lib/web/fetch'
import { endOtherSessions, endSession } from './actions'

/** Ends one session, or all others of an account, after asking. */
export function EndButton({ what, words }: { what: { id: string } | { username: string }; words: string }) {
  const [open, setOpen] = useState(false)
  const router = useRouter()
  const end = useMutation({
    mutationFn: async () => {
      if ('id' in what) await unwrap(endSession(what))
      else await unwrap(endOtherSessions(what))
    },
    onSuccess: () => {
      setOpen(false)
      router.refresh()
    },
  })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words}</Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={`${words}?`}
        confirm={words}
        pending={end.isPending}
        problem={problemOf(end.error)}
        onConfirm={() => end.mutate()}
      >
        The browser there has to sign in again. What was saved stays.
      </ConfirmDialog>
    </>
  )
}
