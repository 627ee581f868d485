import { Note } from '@/components/ui/note'
import { contentKind, type ExternalConnection } from '@/lib/model/connection/connection'
import type { ConnectionFacts } from '@/lib/model/connection/list'
import { may } from '@/lib/model/connection/states'
import type { WatchedOperation } from '@/lib/model/operation'
import { registeredSchema } from '@/lib/model/schema/registered'
import { checkSchema } from '@/lib/model/schema/rules'
import { type ConnectorSchema, emptySchema } from '@/lib/model/schema/schema'
import { isSpent, type SchemaDraft } from '@/lib/operations/schema-drafts'
import { Provisioning } from './lazy'
import type { NextLink } from './provisioning'
import { SchemaEditor } from './schema-editor'

/** The schema of a connection: the running operation, and the editor. */
export function SchemaPage({
  connection,
  facts,
  operations,
  answered,
  draft,
  noEdit,
}: {
  connection: ExternalConnection
  facts: ConnectionFacts
  operations: readonly WatchedOperation[]
  answered: ConnectorSchema | null
  draft: SchemaDraft | null
  /** Why this admin may not change the schema. */
  noEdit: string | null
}) {
  const { id, state, contentCategory } = connection
  const registered = registeredSchema(connection, answered)
  const live = draft && !isSpent(draft, operations) ? draft : null
  const latest = operations.find(({ kind }) => kind === 'schema')
  const shown = latest?.status === 'failed' && !live && registered ? undefined : latest
  const permission = may(registered ? 'updateSchema' : 'createSchema', state)
  const obsolete = state === 'obsolete' && !permission.allowed ? permission.reason : null
  const readOnly = noEdit ?? obsolete
  const schema = live?.schema ?? registered ?? emptySchema
  const fresh = state === 'ready' && !facts.source && !facts.sync

  return (
    <>
      {(shown || readOnly) && (
        // What only screen readers hear takes no room.
        <div className="grid gap-4 px-4 has-[>:not(.sr-only)]:pt-4 sm:px-7 sm:has-[>:not(.sr-only)]:pt-5">
          {readOnly && <Note title="Read only.">{readOnly}</Note>}
          {shown && (
            <Provisioning
              key={shown.id}
              initial={shown}
              next={nextLink(connection)}
              advice={readOnly ? null : 'Your draft is kept: change it below and submit it again.'}
              showDone={fresh}
            />
          )}
        </div>
      )}
      <SchemaEditor
        connectionId={id}
        contentCategory={contentCategory ?? null}
        registered={registered}
        stored={{ schema, version: draft?.savedAt ?? null }}
        found={checkSchema(schema, { contentCategory, registered })}
        items={facts.items}
        readOnly={readOnly}
        submitReason={
          latest?.status === 'inprogress'
            ? 'A schema is being registered. Wait until Graph is done with it.'
            : permission.allowed
              ? null
              : permission.reason
        }
      />
    </>
  )
}

function nextLink(connection: ExternalConnection): NextLink {
  if (contentKind(connection) === 'people')
    return {
      href: `/profile-sources?register=${encodeURIComponent(connection.id)}`,
      label: 'Register the profile source',
      text: 'Next, register the connection as a profile source; then upload the data.',
    }
  return {
    href: `/connections/${encodeURIComponent(connection.id)}/sync`,
    label: 'Upload data',
    text: 'Next, upload the data.',
  }
}
