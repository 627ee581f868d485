'use client'

import { Cable } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { SearchField } from '@/components/ui/search-field'
import { Select } from '@/components/ui/select'
import { applyView, type ConnectionRow, isMoving, readView, shownStates } from '@/lib/model/connection/list'
import { ConnectionTable } from './connection-table'
import { kindWords, stateWords } from './state-chip'

/** Search, filters and order live in the address, so that a view can be kept and shared. */
export function ConnectionList({ rows }: { rows: ConnectionRow[] }) {
  const query = useSearchParams()
  // The address is updated after a delay; the input must not wait for it.
  const [q, setQ] = useState(query.get('q') ?? '')
  const view = { ...readView(query), q }
  const shown = applyView(rows, view)
  const change = (changes: Record<string, string>) => {
    const next = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(changes)) {
      if (name === 'q') setQ(value)
      if (value === '') next.delete(name)
      else next.set(name, value)
    }
    window.history.replaceState(null, '', next.size === 0 ? '/connections' : `?${next}`)
  }
  const present = shownStates.filter(
    (state) => state === view.state || rows.some((row) => row.state === state),
  )

  return (
    <>
      <RefreshWhile moving={rows.some(isMoving)} />
      <search className="flex flex-wrap items-center gap-2">
        <SearchField label="Find by name or id" value={q} onChange={(text) => change({ q: text })} />
        <Select
          label="Kind"
          hideLabel
          value={view.kind ?? 'all'}
          onChange={(kind) => change({ kind: kind === 'all' ? '' : kind })}
          options={[
            { value: 'all', label: 'Any kind' },
            { value: 'content', label: kindWords.content },
            { value: 'people', label: kindWords.people },
          ]}
        />
        <Select
          label="State"
          hideLabel
          value={view.state ?? 'all'}
          onChange={(state) => change({ state: state === 'all' ? '' : state })}
          options={[
            { value: 'all', label: 'Any state' },
            ...present.map((state) => ({ value: state, label: stateWords[state].word })),
          ]}
        />
        <span role="status" className="text-sm text-muted">
          {shown.length === rows.length ? '' : `${shown.length} of ${rows.length}`}
        </span>
      </search>
      <Card bare>
        {shown.length > 0 ? (
          <ConnectionTable rows={shown} view={view} onSort={(sort) => change({ sort })} />
        ) : (
          <EmptyState
            icon={<Cable aria-hidden />}
            title={view.attention ? 'Nothing needs attention' : 'No connection matches'}
            actions={
              <Button onClick={() => change({ q: '', kind: '', state: '', show: '' })}>
                Show all connections
              </Button>
            }
          />
        )}
      </Card>
    </>
  )
}
