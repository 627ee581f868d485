import { Boxes } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { WrongAddress } from '@/components/ui/wrong-address'
import { writeFilter } from '@/lib/model/filter-address'
import { type ItemFilter, type ItemPage, mostFound } from '@/lib/model/items/item-list'
import { countText, numberText } from '@/lib/model/number-text'
import { ItemFilterForm } from './item-filter-form'
import { ItemTable } from './item-table'

/** The items of a connection, in pages by their ids. */
export function ItemsPage({
  connectionId,
  total,
  page: { items, next, cut, masked },
  filter,
  after,
  wrong,
  noWrite,
}: {
  connectionId: string
  total: number
  page: ItemPage
  filter: ItemFilter
  after?: string
  /** What of the address makes no filter. */
  wrong: readonly string[]
  /** Why this admin may write no item by hand. */
  noWrite: string | null
}) {
  const base = `/connections/${encodeURIComponent(connectionId)}`
  const filtered = Object.keys(filter).length > 0
  const listed = filtered || items.length > 0 || total > 0
  const write = (
    <LinkButton href={`${base}/write-item`} disabledReason={noWrite}>
      Write an item
    </LinkButton>
  )
  return (
    <PageContent>
      {listed && (
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-0 flex-1 basis-80">
            <ItemFilterForm
              key={writeFilter(filter)}
              base={`${base}/items`}
              filter={filter}
              masked={masked}
            />
          </div>
          {write}
        </div>
      )}
      <WrongAddress wrong={wrong} href={`${base}/items`}>
        Show all items
      </WrongAddress>
      {masked && (
        <Note tone="info" title="Titles and links are hidden.">
          They are personal data. An Admin can see them, and that is written down.
        </Note>
      )}
      {cut && (
        <Note tone="info" title={`More than ${numberText(mostFound)} items have these words.`}>
          The list has {numberText(mostFound)} of them. Add a word, or say what the id begins with.
        </Note>
      )}
      <Card bare>
        {items.length > 0 ? (
          <ItemTable connectionId={connectionId} items={items} />
        ) : (
          <EmptyState
            icon={<Boxes aria-hidden />}
            title={after ? 'No more items' : filtered ? 'No item matches' : 'No items yet'}
            actions={
              after || filtered ? (
                <LinkButton href={`${base}/items`}>Show all items</LinkButton>
              ) : (
                <>
                  <LinkButton href={`${base}/sync`}>Go to Sync</LinkButton>
                  {!listed && write}
                </>
              )
            }
          >
            {filtered || after
              ? 'The list holds what was sent from this console.'
              : 'Graph has no list of items: this one holds what is sent from this console.'}
          </EmptyState>
        )}
      </Card>
      {(after || next || items.length > 0) && (
        <nav aria-label="Pages" className="flex flex-wrap items-center gap-2">
          {after && <LinkButton href={`${base}/items${writeFilter(filter)}`}>First</LinkButton>}
          {next && (
            <LinkButton href={`${base}/items${writeFilter(filter, { after: next })}`}>Next</LinkButton>
          )}
          <span className="text-sm text-muted">
            {filtered
              ? `${countText(items.length, 'item')} on this page`
              : `${countText(total, 'item')} in all, in the order of their ids`}
          </span>
        </nav>
      )}
    </PageContent>
  )
}
