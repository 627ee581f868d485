import { ItemAccess } from '@/components/access-check/item-access'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { CopyButton } from '@/components/ui/copy-button'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { RelativeTime } from '@/components/ui/relative-time'
import { lintAcl } from '@/lib/model/access-check/lint-acl'
import type { ItemView, Side } from '@/lib/model/items/item-view'
import { readersText } from '@/lib/model/items/readers'
import { countText } from '@/lib/model/number-text'
import { whyAddress } from '@/lib/model/search/address'
import { DeleteItem } from './delete-item'
import { PartTable } from './part-table'
import { AddActivity } from './parts'
import { SendItem } from './send-item'

/** One item in three columns: its source, what was sent, what Graph holds. */
export function ItemPage({
  connectionId,
  item,
  noRun,
  noCheck,
  noWrite,
}: {
  connectionId: string
  item: ItemView
  /** Why this admin may send nothing. */
  noRun: string | null
  /** Why this admin may not ask who reads it. */
  noCheck: string | null
  /** Why this admin may neither change nor delete it. */
  noWrite: string | null
}) {
  const { itemId, row, source, sent, held, problem, refused, parts, acl, masked, put, people } = item
  const base = `/connections/${encodeURIComponent(connectionId)}`
  const differences = parts.filter(({ result }) => result === 'sourceIsNewer' || result === 'notFromHere')
  const link = row?.url && /^https?:\/\//i.test(row.url) ? row.url : null
  return (
    <PageContent>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 text-lg [overflow-wrap:anywhere]">{row?.title ?? itemId}</h2>
        {row?.title && <span className="font-mono text-sm break-all text-muted">{itemId}</span>}
        {differences.length > 0 && <Chip tone="warn">{countText(differences.length, 'difference')}</Chip>}
        {row?.byHand && <Chip tone="plain">Written by hand</Chip>}
        {row?.owed && <Chip tone="warn">To be sent again</Chip>}
        <span className="ml-auto flex flex-wrap gap-3">
          <Link href={whyAddress({ connection: connectionId, itemId })} className="underline">
            Not found in search? Why
          </Link>
          <Link href={`${base}/items`} className="underline">
            All items
          </Link>
        </span>
      </div>
      {problem && (
        <Note tone="warn" title="Graph did not answer for this item.">
          {problem.message}
        </Note>
      )}
      {masked && (
        <Note tone="info" title="Values are hidden.">
          They are personal data. An Admin can see them, and that is written down.
        </Note>
      )}
      {row?.failure && (
        <Note tone="bad" title="A run could not send it since.">
          {row.failure.message ?? 'The reason may quote personal data.'}{' '}
          <Link href={`${base}/sync/${row.failure.syncId}`} className="underline">
            Row {row.failure.row} of the run
          </Link>
        </Note>
      )}
      {refused.length > 0 && (
        <Note tone="warn" title="What the source has now cannot be sent.">
          {refused.join(' ')}
        </Note>
      )}
      <Card title="Where it stands">
        <Facts
          facts={[
            { name: 'Source', value: <SideText side={source} verb="Read" /> },
            {
              name: 'Sent',
              value: row ? (
                <>
                  {row.byHand ? (
                    <>
                      <RelativeTime at={row.sentAt} />, by hand
                    </>
                  ) : (
                    <Link href={`${base}/sync/${row.syncId}`} className="underline">
                      <RelativeTime at={row.sentAt} />
                    </Link>
                  )}
                  {sent.state === 'gone' && <span className="text-muted">. {sent.reason}</span>}
                </>
              ) : (
                <SideText side={sent} verb="Sent" />
              ),
            },
            { name: 'Graph', value: <SideText side={held} verb="Read" /> },
            { name: 'Who may read', value: acl ? readersText(acl) : 'Known after the next run' },
            ...(link
              ? [
                  {
                    name: 'Link',
                    value: (
                      <a href={link} target="_blank" rel="noreferrer" className="underline">
                        {link}
                      </a>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <Card
        title="Source, sent, held"
        note={parts.length > 0 ? countText(parts.length, 'part') : undefined}
        bare
      >
        {parts.length > 0 ? (
          <PartTable parts={parts} masked={masked} />
        ) : (
          <p className="p-4 text-muted">Nothing of it is known now.</p>
        )}
      </Card>
      {(acl || held.state === 'there') && (
        <ItemAccess
          connectionId={connectionId}
          itemId={itemId}
          rules={acl && !item.people ? lintAcl(acl) : []}
          refused={noCheck}
        />
      )}
      <Card title="Actions">
        {source.state === 'there' && (
          <div className="mb-4 border-b border-line pb-4">
            <SendItem connectionId={connectionId} itemId={itemId} refused={noRun} />
          </div>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <LinkButton
            href={`${base}/write-item?item=${encodeURIComponent(itemId)}`}
            disabledReason={
              noWrite ??
              (problem ? 'Graph does not answer for this item at the moment.' : null) ??
              (held.state === 'gone' ? 'Graph does not have it: there is nothing to change.' : null)
            }
          >
            Change by hand
          </LinkButton>
          <DeleteItem connectionId={connectionId} itemId={itemId} refused={noWrite} />
          {put && <CopyButton label="Copy the PUT" text={put} />}
        </div>
      </Card>
      {held.state === 'there' && !people && (
        <AddActivity connectionId={connectionId} itemId={itemId} refused={noWrite} />
      )}
    </PageContent>
  )
}

function SideText({ side, verb }: { side: Side; verb: string }) {
  if (side.state === 'gone') return <span className="text-muted">{side.reason}</span>
  return (
    <>
      {verb} <RelativeTime at={side.at} />
      {side.name !== 'Graph' && `, ${side.name}`}
    </>
  )
}
