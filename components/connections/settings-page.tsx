import { roleReason } from '@/components/shell/role-reason'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { contentKind, type ExternalConnection } from '@/lib/model/connection/connection'
import type { ConnectionFacts } from '@/lib/model/connection/list'
import { type ConnectionAction, may } from '@/lib/model/connection/states'
import type { Role } from '@/lib/model/role'
import { DeleteConnection } from './delete-connection'
import { SettingsForm } from './settings-form'

export function SettingsPage({
  connection,
  facts,
  admin,
}: {
  connection: ExternalConnection
  facts: ConnectionFacts
  admin: { role: Role; peopleRole: Role }
}) {
  const { id, name, description, state } = connection
  const people = contentKind(connection) === 'people'
  const refusal = (action: ConnectionAction) => {
    const permission = may(action, state)
    return permission.allowed ? null : permission.reason
  }
  const syncing = facts.sync?.status === 'queued' || facts.sync?.status === 'running'
  const role = roleReason(admin.role, 'Admin')
  const peopleRole = people ? roleReason(admin.peopleRole, 'Admin') : null
  return (
    <PageContent>
      {role && <Note title="Read only.">{role}</Note>}
      <SettingsForm
        id={id}
        saved={{ name, description: description ?? '' }}
        disabledReason={role ?? refusal('updateConnection')}
      />
      <DeleteConnection
        id={id}
        name={name}
        losses={lossesOf(facts, people)}
        disabledReason={
          role ??
          peopleRole ??
          refusal('deleteConnection') ??
          (syncing ? 'A sync is running. Cancel it, then delete the connection.' : null)
        }
      />
    </PageContent>
  )
}

function lossesOf({ items, hasSource, sync }: ConnectionFacts, people: boolean) {
  const sent =
    items === 0
      ? 'all of its items in Graph; this console has sent none'
      : `all of its items in Graph; this console has sent ${items.toLocaleString('en')}`
  return [
    ...(people ? ['its place in the prioritized list of profile sources', 'its profile source'] : []),
    'the connection and its schema',
    sent,
    ...(hasSource ? ['the uploaded file and its mapping'] : []),
    ...(sync ? ['the history of its syncs, with their errors'] : []),
    'the draft of its schema, if there is one',
  ]
}
