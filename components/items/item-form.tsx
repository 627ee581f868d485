'use client'

import { useState } from 'react'
import { TraceList } from '@/components/syncs/trace-list'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { TextField } from '@/components/ui/text-field'
import { useLater } from '@/components/ui/use-later'
import { useSomebody } from '@/components/ui/use-somebody'
import type { HandItem } from '@/lib/model/items/hand-item'
import { sizeText } from '@/lib/model/number-text'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { writeItem } from './actions'
import { ContentCard } from './content-card'
import { PropertyField } from './property-field'
import { ReadersField } from './readers-field'
import { useItemChange } from './use-item-change'

interface Form {
  schema: ConnectorSchema
  tenantId: string
  groups: readonly string[]
  people: boolean
  draft: HandItem | null
}

const loadCheck = () => import('./hand-check')

/** How the form calls what is no property. */
const fieldWords: Readonly<Record<string, string>> = {
  itemId: 'Item id',
  acl: 'Who may read it',
  content: 'Content',
  item: 'Item',
}

const empty: HandItem = { itemId: '', values: {}, acl: [], content: { type: 'text', body: '' } }
/** One item, written by hand: a form that the schema makes. */
export function ItemForm({
  connectionId,
  form: { schema, tenantId, groups, people, draft },
}: {
  connectionId: string
  form: Form
}) {
  // Everybody reads people data, so that there is nothing to choose.
  const [hand, setHand] = useState(draft ? { ...draft, acl: people ? [] : draft.acl } : empty)
  const [tried, setTried] = useState(false)
  const { send, isBusy, over, waitsForWorker, problem } = useItemChange(writeItem)
  const given = { schema, tenantId, people }
  const checked = useLater(loadCheck, useSomebody())?.checkHand(hand, given)
  const problems = checked?.problems ?? []
  const put = (changes: Partial<HandItem>) => setHand((before) => ({ ...before, ...changes }))
  // What is still empty is no mistake before somebody tries to send it.
  const told = (field: string) =>
    (tried || hand.values[field] ? problems.find((one) => one.field === field)?.message : null) ?? null
  const items = `/connections/${encodeURIComponent(connectionId)}/items`
  const trace = over?.result?.trace ?? null

  async function submit() {
    setTried(true)
    // Without the rules the server says what is wrong.
    const check = await loadCheck().catch(() => null)
    if (!check || check.checkHand(hand, given).problems.length === 0) send({ connectionId, item: hand })
  }
  return (
    <PageContent>
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-lg">{draft ? `Change ${draft.itemId}` : 'Write an item'}</h2>
        <span className="ml-auto">
          <LinkButton href={draft ? `${items}/${encodeURIComponent(draft.itemId)}` : items}>
            {draft ? 'The item' : 'All items'}
          </LinkButton>
        </span>
      </div>
      <Note title="Written by hand.">
        A run does not delete it because its source does not hold it. If the source holds an item with this
        id, the next run writes over it.
      </Note>
      <form
        aria-label={draft ? 'Change an item' : 'Write an item'}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Card title="Item">
          <div className="grid gap-4 lg:grid-cols-2">
            <TextField
              label="Item id"
              value={hand.itemId}
              onChange={(itemId) => put({ itemId: itemId.trim() })}
              maxLength={128}
              mono
              readOnly={draft !== null}
              problem={tried || hand.itemId !== '' ? told('itemId') : null}
              description={draft ? 'The id of an item cannot be changed.' : 'Letters, digits, _ and -.'}
            />
            {schema.properties.map((property) => (
              <PropertyField
                key={property.name}
                property={property}
                people={people}
                value={hand.values[property.name] ?? ''}
                problem={told(property.name)}
                onChange={(value) => put({ values: { ...hand.values, [property.name]: value } })}
              />
            ))}
          </div>
        </Card>
        {people ? (
          <Note title="Everybody reads it.">
            Graph shows people data on the profile of the person whose account it names.
          </Note>
        ) : (
          <>
            <ContentCard content={hand.content} onChange={(content) => put({ content })} />
            <Card title="Who may read it" note="What is denied counts first">
              <ReadersField
                connectionId={connectionId}
                readers={hand.acl}
                groups={groups}
                problem={tried ? told('acl') : null}
                onChange={(acl) => put({ acl })}
              />
            </Card>
          </>
        )}
        {tried && problems.length > 0 && (
          <Note tone="bad" role="alert" title="It cannot be sent yet.">
            {problems.map(({ field, message }) => `${fieldWords[field] ?? field}: ${message}`).join(' ')}
          </Note>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button look="primary" type="submit" pending={isBusy}>
            Send to Graph
          </Button>
          {checked && (
            <label className="flex items-center gap-2 text-sm text-muted">
              <meter value={checked.bytes} max={checked.limits.refuse} high={checked.limits.warn} />
              {sizeText(checked.bytes)} of 30 MB
            </label>
          )}
          <span role="status" className="text-sm text-muted">
            {isBusy && (waitsForWorker ? 'Waiting for a worker' : 'On its way')}
            {over?.result && (over.result.sent > 0 ? 'Graph has it.' : 'It was not sent.')}
          </span>
          {over?.result && over.result.sent > 0 && (
            <LinkButton href={`${items}/${encodeURIComponent(hand.itemId)}`}>Open the item</LinkButton>
          )}
        </div>
      </form>
      {problem && <ProblemNote problem={problem} title="It was not sent." />}
      {trace && <TraceList trace={trace} />}
    </PageContent>
  )
}
