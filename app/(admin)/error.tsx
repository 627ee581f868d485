'use client'

import { PageFailed } from '@/components/shell/page-failed'

export default function AdminError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return <PageFailed digest={error.digest} retry={retry} />
}
