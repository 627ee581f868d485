import type { Metadata } from 'next'
import { ConnectionForm } from '@/components/connections/connection-form'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'
import { whyNot } from '@/lib/access/can'
import { ContentCategory, categoryTitles } from '@/lib/model/connection/connection'
import { templates } from '@/lib/model/connection/templates'
import { listTakenNames } from '@/lib/services/connections/list-connections'
import { pageContext, pageRead } from '@/lib/web/page'

export const metadata: Metadata = { title: 'New connection' }

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
      <ConnectionForm
        templates={templates.map(({ schema: _, ...template }) => template)}
        categories={ContentCategory.options.map((value) => ({ value, label: categoryTitles[value] }))}
        existing={read.ok ? read.value : []}
      />
    </>
  )
}
