import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'
import type { Problem } from '@/lib/model/problem'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { writeQuestion } from '@/lib/model/search/address'
import type { SearchAnswer } from '@/lib/model/search/hit'
import type { SearchQuestion } from '@/lib/model/search/question'
import { AllowSearch } from './allow-search'
import { HitList } from './hit-list'
import { SearchForm } from './search-form'

export const searchSubtitle = <span className="text-muted">What you find in Microsoft 365, and why not</span>

interface Props {
  username: string
  question: SearchQuestion | null
  connection: string
  /** What of the address makes no search. */
  wrong: string | null
  form: {
    connections: readonly { id: string; name: string }[]
    schema: ConnectorSchema | null
  }
  /** Null while nothing was asked. */
  answer: { ok: true; value: SearchAnswer } | { ok: false; problem: Problem } | null
  /** Why search was not allowed. */
  refused: ReactNode
  /** The checklist of an item that is not found. */
  why: ReactNode
}

/** Searches as whoever is signed in. */
export function SearchPage({ username, question, connection, wrong, form, answer, refused, why }: Props) {
  const aboutQuery = answer && !answer.ok && answer.problem.field === 'q' ? answer.problem.message : null
  return (
    <>
      <PageHeader title="Search" state={searchSubtitle} />
      <PageContent>
        <SearchForm
          key={writeQuestion({ ...question, connection })}
          question={question}
          connection={connection}
          connections={form.connections}
          schema={form.schema}
          problem={wrong ?? aboutQuery}
        />
        {refused}
        <Answer {...{ username, question, connection, answer }} hidden={aboutQuery !== null} />
        {why}
      </PageContent>
    </>
  )
}

function Answer({
  username,
  question,
  answer,
  hidden,
}: Pick<Props, 'username' | 'question' | 'answer'> & { hidden: boolean }) {
  if (hidden) return null
  if (!question || !answer)
    return (
      <Card bare>
        <EmptyState icon={<Search aria-hidden />} title={`Search as ${username}`}>
          Graph shows each person only what they may read, so this finds what you would find. An item is found
          some minutes after it was sent.
        </EmptyState>
      </Card>
    )
  if (!answer.ok)
    return <ProblemNote title="Search did not answer." problem={answer.problem} actions={<ReloadButton />} />
  const { value } = answer
  if (value.state === 'notAllowed')
    return <AllowSearch username={username} returnTo={writeQuestion(question)} />
  if (value.state === 'nothingToSearch')
    return (
      <Note title="There is nothing to search.">
        Search finds items of content connections that you may see here; those of people connections are in
        profiles, not in search.
      </Note>
    )
  return <HitList question={question} answer={value} />
}
