'use client'

import { UsersRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { ReadableItems } from '@/components/access-check/readable-items'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Stats } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { Progress } from '@/components/ui/progress'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { TextField } from '@/components/ui/text-field'
import { writeFilter } from '@/lib/model/filter-address'
import { groupLimits, isMoving } from '@/lib/model/groups/group'
import { numberText } from '@/lib/model/number-text'
import type { GroupsPage as Page } from '@/lib/services/groups/list-groups'
import { GroupTable } from './group-table'
import { GroupDialog } from './lazy'

/** The external groups of a connection. */
export function GroupsPage({
  connectionId,
  people,
  page: { groups, next, total, inTenant, source },
  words = '',
  after,
  noEdit,
  noSource,
  noCheck,
}: {
  connectionId: string
  /** People data names everyone; groups do nothing for it. */
  people: boolean
  page: Page
  words?: string
  after?: string
  /** Why this admin may not change groups. */
  noEdit: string | null
  /** Why this admin may not see the source of the members. */
  noSource: string | null
  /** Why this admin may not ask what somebody reads. */
  noCheck: string | null
}) {
  const router = useRouter()
  const [creating, setCreating] = useState(false)
  const [text, setText] = useState(words)
  const base = `/connections/${encodeURIComponent(connectionId)}/groups`
  function find(event: FormEvent) {
    event.preventDefault()
    router.push(`${base}${writeFilter({ words: text.trim() })}`)
  }
  const fromSource = (
    <LinkButton
      href={`/connections/${encodeURIComponent(connectionId)}/group-source`}
      disabledReason={noSource}
    >
      Members from a source
    </LinkButton>
  )
  const create = (
    <Button look="primary" disabledReason={noEdit} onClick={() => setCreating(true)}>
      Create a group
    </Button>
  )
  return (
    <PageContent>
      <RefreshWhile moving={groups.some(isMoving)} seconds={2} />
      {people && (
        <Note title="Groups do nothing for people data.">
          Its access lists name everyone, and Graph takes nothing else.
        </Note>
      )}
      {total > 0 && (
        <>
          <div className="flex flex-wrap items-end gap-2">
            <search className="min-w-0 flex-1 basis-64">
              <form onSubmit={find} className="flex items-end gap-2">
                <TextField label="Name or id" value={text} onChange={setText} maxLength={128} />
                <Button type="submit">Find</Button>
                {words && (
                  <LinkButton look="quiet" href={base}>
                    Clear
                  </LinkButton>
                )}
              </form>
            </search>
            {fromSource}
            {create}
          </div>
          <Stats
            stats={[
              { name: 'Groups of this connection', value: numberText(total) },
              {
                name: 'Of the tenant, known here',
                value: numberText(inTenant),
                note: (
                  <Progress
                    label="Groups of the tenant"
                    value={inTenant}
                    max={groupLimits.perTenant}
                    text={`of at most ${numberText(groupLimits.perTenant)}; other programs may have more`}
                  />
                ),
                bad: inTenant >= groupLimits.perTenant,
              },
            ]}
          />
        </>
      )}
      {source && total > 0 && (
        <p className="text-muted">Members come from {source}; those that somebody has added by hand stay.</p>
      )}
      <Card bare>
        {groups.length > 0 ? (
          <GroupTable connectionId={connectionId} groups={groups} />
        ) : (
          <EmptyState
            icon={<UsersRound aria-hidden />}
            title={total > 0 ? 'No group matches' : 'No groups yet'}
            actions={
              total > 0 ? (
                <LinkButton href={base}>Show all groups</LinkButton>
              ) : (
                <>
                  {create}
                  {fromSource}
                </>
              )
            }
          >
            {total === 0 &&
              'An external group holds the readers that only the source knows. Graph lists none, so this list holds what is made here.'}
          </EmptyState>
        )}
      </Card>
      {(after || next) && (
        <nav aria-label="Pages" className="flex flex-wrap items-center gap-2">
          {after && <LinkButton href={`${base}${writeFilter({ words })}`}>First</LinkButton>}
          {next && <LinkButton href={`${base}${writeFilter({ words }, { after: next })}`}>Next</LinkButton>}
        </nav>
      )}
      <ReadableItems connectionId={connectionId} refused={noCheck} />
      {creating && (
        <GroupDialog connectionId={connectionId} saved={null} onClose={() => setCreating(false)} />
      )}
    </PageContent>
  )
}
