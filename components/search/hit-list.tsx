import { SearchX } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { countText } from '@/lib/model/number-text'
import { writeQuestion } from '@/lib/model/search/address'
import type { SearchAnswer } from '@/lib/model/search/hit'
import { pageSize, type SearchQuestion } from '@/lib/model/search/question'
import { HitCard } from './hit-card'
import { RefinerList } from './refiner-list'

type Answered = Extract<SearchAnswer, { state: 'answered' }>

/** What a search found, in Graph's order. */
export function HitList({
  question,
  answer: { hits, total, more, refiners },
}: {
  question: SearchQuestion
  answer: Answered
}) {
  const { page, refine } = question
  const first = (page - 1) * pageSize + 1
  if (hits.length === 0) {
    const unrefined = { ...question, page: 1, refine: [] }
    return (
      <Card bare>
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={page > 1 ? 'No more hits' : 'Nothing found'}
          actions={
            (refine.length > 0 || page > 1) && (
              <LinkButton href={writeQuestion(unrefined)}>
                {page > 1 ? 'First page' : 'Remove the filters'}
              </LinkButton>
            )
          }
        >
          Nothing that you may read matches. If an item should be here, check its id below.
        </EmptyState>
      </Card>
    )
  }
  const list = (
    <Card
      title={`About ${countText(total, 'hit')}`}
      note={`${first} to ${first + hits.length - 1}, ranked by Graph`}
      bare
    >
      <ol>
        {hits.map((hit) => (
          <HitCard key={`${hit.connectionId} ${hit.rank} ${hit.url}`} hit={hit} />
        ))}
      </ol>
    </Card>
  )
  const narrow = refine.length > 0 || refiners.some(({ buckets }) => buckets.length > 0)
  return (
    <>
      {narrow ? (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_14rem]">
          {list}
          <RefinerList question={question} refiners={refiners} />
        </div>
      ) : (
        list
      )}
      {(more || page > 1) && (
        <nav aria-label="Pages" className="flex flex-wrap gap-2">
          {page > 1 && (
            <LinkButton href={writeQuestion({ ...question, page: page - 1 })}>Previous</LinkButton>
          )}
          {more && page < 40 && (
            <LinkButton href={writeQuestion({ ...question, page: page + 1 })}>Next</LinkButton>
          )}
        </nav>
      )}
    </>
  )
}
