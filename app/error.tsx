'use client'

import { Failed } from '@/components/signing-in/failed'

export default function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failed error={error} retry={retry} />
}
