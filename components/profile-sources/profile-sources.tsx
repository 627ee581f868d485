'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import type { PriorityRow, SourcePriority } from '@/lib/model/people/source-priority'
import { RegisterDialog, RemoveDialog } from './lazy'
import { PriorityCard } from './priority-card'
import type { Removable } from './remove-dialog'
import { UnlistedCard } from './unlisted-card'

/** Which source of people data wins, from first to last. `readOnly` says why this admin may not change it. */
export function ProfileSources({
  priority,
  readOnly,
  register,
}: {
  priority: SourcePriority
  readOnly: string | null
  /** The connection that somebody came here to register. */
  register: string | null
}) {
  const asked = readOnly ? undefined : priority.candidates.find(({ id }) => id === register)
  const [registering, setRegistering] = useState(asked !== undefined)
  const [registered, setRegistered] = useState<{ id: string; name: string } | null>(null)
  const [removing, setRemoving] = useState<Removable | null>(null)
  const remove = ({ sourceId, name, kind }: PriorityRow) =>
    sourceId && setRemoving({ sourceId, name, registered: kind === 'connection' })

  return (
    <>
      <PageHeader
        title="Profile sources"
        state={<span className="text-muted">Where people data comes from, the first one winning</span>}
        actions={
          <Button
            look="primary"
            onClick={() => setRegistering(true)}
            disabledReason={readOnly ?? noCandidate(priority)}
          >
            <Plus aria-hidden />
            Register source
          </Button>
        }
      />
      <PageContent>
        {readOnly && <Note title="Read only.">{readOnly}</Note>}
        {registered && (
          <Note
            tone="ok"
            role="status"
            title={`${registered.name} is registered.`}
            actions={
              <LinkButton href={`/connections/${encodeURIComponent(registered.id)}/sync`}>
                Go to its sync
              </LinkButton>
            }
          >
            Wait about a minute, then upload its data and sync it.
          </Note>
        )}
        <PriorityCard rows={priority.rows} readOnly={readOnly} onRemove={remove} />
        {priority.unlisted.length > 0 && (
          <UnlistedCard
            sources={priority.unlisted}
            readOnly={readOnly}
            onRemove={({ sourceId, displayName }) =>
              setRemoving({ sourceId, name: displayName, registered: true })
            }
          />
        )}
      </PageContent>
      {registering && (
        <RegisterDialog
          candidates={priority.candidates}
          chosen={asked}
          onRegistered={setRegistered}
          onClose={() => {
            setRegistering(false)
            window.history.replaceState(null, '', '/profile-sources')
          }}
        />
      )}
      {removing && <RemoveDialog source={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}

function noCandidate({ candidates, waiting }: SourcePriority) {
  if (candidates.length > 0) return null
  const first = waiting[0]
  return first
    ? `${first.name} is not ready yet: register its schema first.`
    : 'There is no people connection without a profile source. Create one first.'
}
