import type { Metadata } from 'next'
import { ConnectionForm } from '@/components/connections/connection-form'
import { roleReason } from '@/components/shell/role-reason'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'
import { ContentCategory, categoryTitles } from '@/lib/model/connection/connection'
import { templates } from '@/lib/model/connection/templates'
import { listConnections } from '@/lib/services/connections/look-up'
import { pageContext } from '@/lib/web/page'
import { pageRead } from '@/lib/web/page-read'

export const metadata: Metadata = { title: 'New connection' }

export default async function Page() {
  const context = await pageContext()
  const read = await pageRead(context, 'list connections', () => listConnections(context))
  return (
    <>
      <PageHeader crumbs={[{ href: '/connections', label: 'Connections' }]} title="New connection" />
      <PageContent>
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
          existing={read.ok ? read.value.map(({ id, name }) => ({ id, name })) : []}
          disabledReason={roleReason(context.admin.role, 'Admin')}
        />
      </PageContent>
    </>
  )
}
