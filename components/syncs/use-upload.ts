'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'
import type { Problem } from '@/lib/model/problem'
import type { SourceHolds } from '@/lib/model/sync/source'
import { ProblemError } from '@/lib/web/fetch'

/** A file that comes with the console. */
export interface Sample {
  href: string
  name: string
}

/**
 * Sends a file as it is read from disk, and says how far it is (0 to 1). XMLHttpRequest, because fetch does
 * not report what it has sent.
 */
export function useUpload(connectionId: string, holds: SourceHolds = 'items') {
  const router = useRouter()
  const [sent, setSent] = useState(0)
  const [refreshing, refresh] = useTransition()
  const request = useRef<XMLHttpRequest | null>(null)
  const upload = useMutation({
    mutationFn: async (wanted: File | Sample) => {
      setSent(0)
      const file = wanted instanceof File ? wanted : await fetchSample(wanted)
      return put({ connectionId, holds }, file, setSent, request)
    },
    onSuccess: () => refresh(() => router.refresh()),
  })
  return {
    ...upload,
    sent,
    /** Until the page shows the new file; what it shows before is the old one. */
    isBusy: upload.isPending || refreshing,
    cancel: () => request.current?.abort(),
  }
}

export type Upload = ReturnType<typeof useUpload>

async function fetchSample({ href, name }: Sample) {
  const answer = await fetch(href)
  if (!answer.ok) throw new ProblemError(unread(answer.status))
  return new File([await answer.blob()], name, { type: 'text/csv' })
}

function put(
  { connectionId, holds }: { connectionId: string; holds: SourceHolds },
  file: File,
  onSent: (share: number) => void,
  current: { current: XMLHttpRequest | null },
) {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest()
    const refuse = (problem: Problem) => reject(new ProblemError(problem))
    current.current = request
    request.open(
      'PUT',
      `/api/connections/${encodeURIComponent(connectionId)}/uploads?holds=${holds}&fileName=${encodeURIComponent(file.name)}`,
    )
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onSent(total ? loaded / total : 0)
    request.onload = () => {
      const body: unknown = request.response
      if (request.status < 300) resolve()
      else refuse((body as { problem?: Problem } | null)?.problem ?? unread(request.status))
    }
    request.onerror = () =>
      refuse({
        code: 'unavailable',
        message: 'The upload was cut off. Check the connection and choose the file again.',
      })
    request.onabort = () =>
      refuse({ code: 'invalid', message: 'The upload was cancelled; nothing of it is kept.' })
    request.send(file)
  })
}

const unread = (status: number): Problem => ({
  code: 'unavailable',
  message: `The console answered ${status} to the upload. Try again; if it stays, look into its log.`,
})
