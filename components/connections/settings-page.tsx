import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { type Actor, whyNot } from '@/lib/access/can'
import { contentKind, type ExternalConnection } from '@/lib/model/connection/connection'
import type { ConnectionFacts } from '@/lib/model/connection/list'
import { type ConnectionAction, may } from '@/lib/model/connection/states'
import { numberText } from '@/lib/model/number-text'
import { isLive } from '@/lib/model/sync/status'
import { DeleteConnection } from './delete-connection'
import { SettingsForm } from './settings-form'

export function SettingsPage({
  connection,
  facts,
  actor,
}: {
  connection: ExternalConnection
  facts: ConnectionFacts
  actor: Actor
}) {
  const { id, name, description, state } = connection
  const people = contentKind(connection) === 'people'
  const refusal = (action: ConnectionAction) => {
    const permission = may(action, state)
    return permission.allowed ? null : permission.reason
  }
  const syncing = facts.sync !== null && isLive(facts.sync)
  const noUpdate = whyNot(actor, 'connections.update', { connectionId: id })
  const noDelete =
    whyNot(actor, 'connections.delete', { connectionId: id }) ??
    (people ? whyNot(actor, 'profileSources.remove') : null)
  return (
    <PageContent>
      {noUpdate && <Note title="Read only.">{noUpdate}</Note>}
      <SettingsForm
        id={id}
        saved={{ name, description: description ?? '' }}
        disabledReason={noUpdate ?? refusal('updateConnection')}
      />
      <DeleteConnection
        id={id}
        name={name}
        losses={lossesOf(facts, people)}
        disabledReason={
          noDelete ??
          refusal('deleteConnection') ??
          (syncing ? 'A sync is not over. Cancel it, then delete the connection.' : null)
        }
      />
    </PageContent>
  )
}

function lossesOf({ items, source, sync }: ConnectionFacts, people: boolean) {
  const sent =
    items === 0
      ? 'all of its items in Graph; this console has sent none'
      : `all of its items in Graph; this console has sent ${numberText(items)}`
  return [
    ...(people ? ['its place in the prioritized list of profile sources', 'its profile source'] : []),
    'the connection and its schema',
    sent,
    ...(source
      ? [source.kind === 'file' ? 'the uploaded file and its mapping' : 'its source and the mapping']
      : []),
    ...(sync ? ['the history of its syncs, with their errors'] : []),
    'the draft of its schema, if there is one',
  ]
}
