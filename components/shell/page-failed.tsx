'use client'

import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-header'

/** The face of a page that broke. `digest` is what the log has the cause under. */
export function PageFailed({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  return (
    <PageContent>
      <Note
        tone="bad"
        role="alert"
        title="This page failed."
        actions={<Button onClick={retry}>Try again</Button>}
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
