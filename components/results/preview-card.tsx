'use client'

import { useId, useState } from 'react'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Note } from '@/components/ui/note'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import type { TemplateDraft } from '@/lib/model/results/template'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { CardFrame } from './card-frame'
import { ItemValues } from './item-values'
import { PreviewItem, usePreviewItem } from './preview-item'
import { useCard } from './use-card'
import { WinnerCard } from './winner-card'

/** The layout with an item in it, as search would draw it, and which template that item would get. */
export function PreviewCard({
  connectionId,
  template,
  templates,
  schema,
  readOnly,
}: {
  connectionId: string
  template: TemplateDraft
  templates: readonly TemplateDraft[]
  schema: ConnectorSchema
  readOnly: string | null
}) {
  const chosen = usePreviewItem(schema)
  const [scheme, setScheme] = useState<'light' | 'dark'>('light')
  const [images, setImages] = useState(false)
  const picturesId = useId()
  const state = useCard(template.layout, chosen.item)

  return (
    <div className="grid min-w-0 gap-4">
      <Card
        title="Preview"
        note={chosen.title}
        actions={
          <Select
            label="Colours of the preview"
            hideLabel
            value={scheme}
            options={[
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
            onChange={setScheme}
          />
        }
      >
        <div className="grid gap-3">
          <PreviewItem connectionId={connectionId} chosen={chosen} schema={schema} readOnly={readOnly} />
          {state.status === 'waiting' && <Skeleton className="h-24 w-full" />}
          {state.status === 'failed' && (
            <Note tone="bad" role="alert" title="There is no card to show.">
              {state.message}
            </Note>
          )}
          {state.status === 'there' && (
            <>
              <CardFrame card={state.card} scheme={scheme} images={images} />
              {state.complaints.map((message) => (
                <Note key={message} tone="warn" title="Microsoft's reader of cards says:">
                  {message}
                </Note>
              ))}
              <div className="grid grid-cols-[auto_1fr] items-center gap-x-2">
                <input
                  id={picturesId}
                  type="checkbox"
                  className="box"
                  checked={images}
                  aria-describedby={`${picturesId}-why`}
                  onChange={(event) => setImages(event.target.checked)}
                />
                <label htmlFor={picturesId}>Load pictures from other hosts</label>
                <span id={`${picturesId}-why`} className="col-start-2 text-sm text-muted">
                  Off, because loading one tells its host that you look at this card.
                </span>
              </div>
              <details className="rounded-md border border-line px-3 py-2">
                <summary className="cursor-pointer">As text, for who cannot see the card</summary>
                <div className="mt-2 flex items-start gap-2">
                  <pre className="min-w-0 flex-1 text-sm whitespace-pre-wrap">
                    {state.text || 'The card says nothing.'}
                  </pre>
                  <CopyButton label="Copy the text" text={state.text} />
                </div>
              </details>
            </>
          )}
        </div>
      </Card>
      {chosen.item && <WinnerCard templates={templates} item={chosen.item} />}
      {chosen.item && <ItemValues layout={template.layout} schema={schema} item={chosen.item} />}
    </div>
  )
}
