import { mayPass, type Problem } from '@/lib/model/problem'
import { LinkButton } from './link-button'
import { PageContent } from './page-content'
import { ProblemNote } from './problem-note'
import { RefreshWhile } from './refresh-while'
import { ReloadButton } from './reload-button'

/** Stands for what a page could not read. Where that may pass, the page tries again by itself. */
export function ReadFailed({
  title,
  problem,
  back,
}: {
  title: string
  problem: Problem
  /** Where to go on when it does not exist: to ask once more would not help. */
  back?: { href: string; label: string }
}) {
  const gone = (problem.code === 'not-found' || problem.code === 'invalid') && back
  return (
    <PageContent>
      <ProblemNote
        title={title}
        problem={problem}
        actions={gone ? <LinkButton href={gone.href}>{gone.label}</LinkButton> : <ReloadButton />}
      />
      <RefreshWhile moving={mayPass(problem)} />
    </PageContent>
  )
}
