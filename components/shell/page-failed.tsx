'use client'

import { buttonStyle } from '@/components/ui/button-style'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'

/** Shown instead of a page that failed. `digest` finds the cause in the log. */
export function PageFailed({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  return (
    <PageContent>
      <Note
        tone="bad"
        role="alert"
        title="This page failed."
        actions={
          <button type="button" className={buttonStyle('plain')} onClick={retry}>
            Try again
          </button>
        }
      >
        It is not your doing, and nothing was changed.
        {digest && (
          <>
            {' '}
            The log has the cause under <span className="font-mono text-sm">{digest}</span>.
          </>
        )}
      </Note>
    </PageContent>
  )
}
