'use client'

import './globals.css'
import { Failed } from '@/components/signing-in/failed'

export default function GlobalFailure({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Failed – Connectors Console</title>
        <Failed error={error} retry={retry} />
      </body>
    </html>
  )
}
