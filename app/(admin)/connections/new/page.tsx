import type { Metadata } from 'next'
import { ConnectionForm } from '@/components/connections/connection-form'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'
import { whyNot } from '@/lib/access/can'
import { noPeople } from '@/lib/model/cloud'
import { ContentCategory, categoryTitles } from '@/lib/model/connection/connection'
import { templates } from '@/lib/model/connection/templates'
import { env } from '@/lib/platform/env'
import { listTakenNames } from '@/lib/services/connections/list-connections'
import { pageContext, pageRead } from '@/lib/web/page'

export const metadata: Metadata = { title: 'New connection' }

const categories = ContentCategory.options.map((contentCategory) => ({
  contentCategory,
  label: categoryTitles[contentCategory],
}))

export default async function Page() {
  const context = await pageContext()
  const refused = whyNot(context.actor, 'connections.create')
  return (
    <>
      <PageHeader crumbs={[{ href: '/connections', label: 'Connections' }]} title="New connection" />
      <PageContent>{refused ? <Note title="Read only.">{refused}</Note> : <Form />}</PageContent>
    </>
  )
}

async function Form() {
  const notHere = noPeople(env())
  const isHere = (one: { contentCategory: ContentCategory }) => !notHere || one.contentCategory !== 'people'
  const read = await pageRead(await pageContext(), listTakenNames, {})
  return (
    <>
      {!read.ok && (
        <ProblemNote
          title="The names already taken cannot be read."
          problem={read.problem}
          actions={<ReloadButton />}
        />
      )}
      {notHere && <Note title="No people connectors.">{notHere}</Note>}
      <ConnectionForm
        templates={templates.filter(isHere).map(({ schema: _, ...template }) => template)}
        categories={categories.filter(isHere).map(({ contentCategory: value, label }) => ({ value, label }))}
        existing={read.ok ? read.value : []}
      />
    </>
  )
}
