import type { Metadata } from 'next'
import { RefusedNote } from '@/components/search/refused-note'
import { SearchPage } from '@/components/search/search-page'
import { WhyCard } from '@/components/search/why-card'
import { ReadFailed } from '@/components/ui/read-failed'
import { readQuestion } from '@/lib/model/search/question'
import { env } from '@/lib/platform/env'
import { readSearchForm } from '@/lib/services/search/read-search-form'
import { searchItems } from '@/lib/services/search/search-items'
import { whyNotFound } from '@/lib/services/search/why-not-found'
import { pageContext, pageRead } from '@/lib/web/page'
import { signInSentence } from '@/lib/web/sign-in-error'

export const metadata: Metadata = { title: 'Search' }

export default async function Page({ searchParams }: PageProps<'/search'>) {
  const context = await pageContext('connections.read')
  const address = await searchParams
  const { question, wrong } = readQuestion(address)
  const connection = one(address.connection) ?? ''
  const itemId = one(address.why) ?? ''
  const [form, answer, why] = await Promise.all([
    pageRead(context, readSearchForm, { connection }),
    question ? pageRead(context, searchItems, question) : null,
    itemId
      ? pageRead(context, whyNotFound, {
          connectionId: connection,
          itemId,
          searched: question !== null,
        })
      : null,
  ])
  if (!form.ok) return <ReadFailed problem={form.problem} title="The connections cannot be shown." />
  const reason = one(address.refused)
  return (
    <SearchPage
      username={context.actor.username}
      question={question}
      connection={connection}
      wrong={wrong}
      form={form.value}
      answer={answer}
      refused={
        reason && <RefusedNote reason={reason} said={signInSentence(reason)} app={env().signIn.clientId} />
      }
      why={
        <WhyCard
          connections={form.value.all}
          connectionId={connection}
          itemId={itemId}
          q={question?.q ?? ''}
          answer={why}
        />
      }
    />
  )
}

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)
