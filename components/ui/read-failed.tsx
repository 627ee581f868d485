import type { Problem } from '@/lib/model/problem'
import { PageContent } from './page-content'
import { ProblemNote } from './problem-note'
import { ReloadButton } from './reload-button'

/** Stands for what a page could not read. */
export function ReadFailed({ title, problem }: { title: string; problem: Problem }) {
  return (
    <PageContent>
      <ProblemNote title={title} problem={problem} actions={<ReloadButton />} />
    </PageContent>
  )
}
