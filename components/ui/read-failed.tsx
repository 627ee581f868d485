import { mayPass, type Problem } from '@/lib/model/problem'
import { PageContent } from './page-content'
import { ProblemNote } from './problem-note'
import { RefreshWhile } from './refresh-while'
import { ReloadButton } from './reload-button'

/** Stands for what a page could not read. Where that may pass, the page tries again by itself. */
export function ReadFailed({ title, problem }: { title: string; problem: Problem }) {
  return (
    <PageContent>
      <ProblemNote title={title} problem={problem} actions={<ReloadButton />} />
      <RefreshWhile moving={mayPass(problem)} />
    </PageContent>
  )
}
