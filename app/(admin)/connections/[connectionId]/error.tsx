'use client'

import { PageFailed } from '@/components/shell/page-failed'

export default function ConnectionError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return <PageFailed digest={error.digest} retry={retry} />
}
