'use client'

import type { ReactNode } from 'react'
import type { Problem } from '@/lib/model/problem'
import { CopyButton } from './copy-button'
import { Note } from './note'

/** A failure: what happened and what to do, with the ids a support case needs. */
export function ProblemNote({
  problem,
  title,
  actions,
}: {
  problem: Pick<Problem, 'message' | 'graphRequestId' | 'requestId'> & Partial<Pick<Problem, 'code'>>
  title?: string
  actions?: ReactNode
}) {
  const ids = [
    problem.graphRequestId && `Graph request ${problem.graphRequestId}`,
    problem.requestId && `Console request ${problem.requestId}`,
  ].filter((text) => text !== undefined && text !== '')
  return (
    <Note tone="bad" role="alert" title={title} actions={actions}>
      {problem.message}
      {problem.code === 'unauthenticated' && (
        // In another tab, so that the input on this page is kept.
        <a href="/sign-in" target="_blank" rel="noreferrer" className="ml-1 underline">
          Sign in in a new tab
        </a>
      )}
      {ids.length > 0 && (
        <span className="mt-1 flex items-start gap-1">
          <span className="min-w-0 font-mono text-xs/5">
            {ids.map((text) => (
              <span key={text} className="block">
                {text}
              </span>
            ))}
          </span>
          <CopyButton label="Copy request ids" text={ids.join('\n')} />
        </span>
      )}
    </Note>
  )
}
