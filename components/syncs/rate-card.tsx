'use client'

import { useQuery } from '@tanstack/react-query'
import { Card } from '@/components/ui/card'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Skeleton } from '@/components/ui/skeleton'
import { foldSamples, possibleRate, ratePerSecond } from '@/lib/model/sync/samples'
import type { SourceHolds } from '@/lib/model/sync/source'
import { samplesQuery } from './queries'
import { RateChart } from './rate-chart'
import { RateTable } from './rate-table'

/** So many lines a table can have that one reads. */
const lines = 12
/** What Graph allows to one app at one connection. */
const most = 25

/** Rate, requests in flight and throttling on one time axis, and the same as a table. */
export function RateCard({
  syncId,
  live,
  rate,
  holds,
}: {
  syncId: string
  live: boolean
  rate: number
  /** What is sent. */
  holds: SourceHolds
}) {
  const { data, error } = useQuery(samplesQuery(syncId, live))
  const problem = problemOf(error)
  if (problem) return <ProblemNote problem={problem} title="The rate over time cannot be read." />
  if (!data) return <Skeleton className="h-72 w-full" />
  if (data.length === 0) return null
  const ms = data.reduce((sum, sample) => sum + sample.ms, 0)
  const mean = ratePerSecond({ sent: data.reduce((sum, { sent }) => sum + sent, 0), ms })
  const possible = possibleRate(data, most)

  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Card
        title="Rate"
        note={[
          live && rate > 0 ? `${perSecond(rate)} now` : null,
          `${perSecond(mean)} on average`,
          possible && `${most} in flight allow ${perSecond(possible)} when Graph is quickest`,
        ]
          .filter(Boolean)
          .join(', ')}
        bare
      >
        <RateChart samples={data} possible={possible} most={most} holds={holds} />
      </Card>
      <Card title="The same as a table" bare>
        <RateTable samples={foldSamples(data, lines).toReversed()} holds={holds} />
      </Card>
    </div>
  )
}

const perSecond = (rate: number) => `${rate.toFixed(rate < 10 ? 1 : 0)}/s`
