'use client'

import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { sampleItem, withoutValues } from '@/lib/model/results/sample-item'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { unwrap } from '@/lib/web/fetch'
import { previewItem } from './actions'

type Source = 'sample' | 'real'
type Values = 'all' | 'few'

/** The item that the preview shows: made up or real, whole or with values missing. */
export function usePreviewItem(schema: ConnectorSchema) {
  const [source, setSource] = useState<Source>('sample')
  const [values, setValues] = useState<Values>('all')
  const [real, setReal] = useState<{ itemId: string; properties: Record<string, unknown> } | null>(null)
  const item = useMemo(() => {
    const whole = source === 'sample' ? sampleItem(schema) : (real?.properties ?? null)
    return whole && values === 'few' ? withoutValues(whole, schema) : whole
  }, [schema, source, values, real])
  const what = source === 'sample' ? 'a sample item' : real ? `item ${real.itemId}` : 'no item yet'
  const title = item && values === 'few' ? `${what}, with values missing` : what
  return { item, title, source, setSource, values, setValues, setReal }
}

export function PreviewItem({
  connectionId,
  chosen,
  schema,
  readOnly,
}: {
  connectionId: string
  chosen: ReturnType<typeof usePreviewItem>
  schema: ConnectorSchema
  readOnly: string | null
}) {
  const [itemId, setItemId] = useState('')
  const load = useMutation({
    mutationFn: () => unwrap(previewItem({ connectionId, itemId: itemId.trim() })),
    onSuccess: chosen.setReal,
  })
  const problem = problemOf(load.error)
  const empty = itemId.trim() === '' ? 'Enter the id of an item.' : null
  const shown = schema.properties.some(({ isRetrievable }) => isRetrievable)

  return (
    <div className="grid gap-2">
      <div className="grid gap-2 sm:grid-cols-2">
        <Select
          label="Item"
          value={chosen.source}
          options={[
            { value: 'sample', label: 'A sample item' },
            { value: 'real', label: 'An item of this connection' },
          ]}
          onChange={chosen.setSource}
        />
        <Select
          label="Values"
          value={chosen.values}
          options={[
            { value: 'all', label: 'All that it has' },
            { value: 'few', label: 'Only title and link' },
          ]}
          onChange={chosen.setValues}
        />
      </div>
      {chosen.source === 'real' && (
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (!empty && !readOnly) load.mutate()
          }}
        >
          <div className="min-w-0 flex-1">
            <TextField label="Item id" mono value={itemId} onChange={setItemId} maxLength={128} />
          </div>
          <Button type="submit" pending={load.isPending} disabledReason={readOnly ?? empty}>
            Read item
          </Button>
        </form>
      )}
      {chosen.source === 'real' && problem && (
        <ProblemNote title="The item cannot be read." problem={problem} />
      )}
      {!shown && (
        <p className="text-sm text-warn">The schema has no retrievable property, so an item shows nothing.</p>
      )}
    </div>
  )
}
