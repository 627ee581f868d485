'use client'

import { buttonStyle } from '@/components/ui/button-style'

/** A page that failed outside of the shell. The browser learns no more of it than the digest in the log. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-3 px-4 text-center">
      <h1>This page failed</h1>
      <p className="max-w-md text-muted">
        Nothing you saved is lost. Try again; if it stays, whoever runs the console finds the cause in its
        log.
      </p>
      {digest && <p className="font-mono text-sm text-muted">Reference {digest}</p>}
      <div className="flex gap-2">
        <button type="button" onClick={retry} className={buttonStyle('primary')}>
          Try again
        </button>
        {/* A plain link, because the router of this page may be broken. */}
        <a href="/" className={buttonStyle('plain')}>
          Overview
        </a>
      </div>
    </main>
  )
}
