import { Tag } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import type { SearchHit } from '@/lib/model/search/hit'
import { summaryParts } from '@/lib/model/search/summary'

/** One item that was found: as a searcher sees it, and what the console knows of it. */
export function HitCard({ hit }: { hit: SearchHit }) {
  const { rank, connectionId, connectionName, title, url, itemId, properties, template } = hit
  const base = `/connections/${encodeURIComponent(connectionId)}`
  const name = title ?? itemId ?? 'Without a title'
  const summary = summaryParts(hit.summary)
  const shared = url && /^https?:\/\//i.test(url) ? url : null
  return (
    <li className="grid gap-1.5 border-b border-line px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <span className="text-sm text-muted">{rank}</span>
        <h3 className="min-w-0 font-medium [overflow-wrap:anywhere]">
          {itemId ? (
            <Link href={`${base}/items/${encodeURIComponent(itemId)}`} className="hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
        </h3>
        <Link href={base} className="text-sm text-muted hover:underline">
          {connectionName}
        </Link>
        <span className="sm:ml-auto">
          <Tag accent={template !== null}>{template ? `Template ${template}` : 'Default template'}</Tag>
        </span>
      </div>
      {shared && (
        <a
          href={shared}
          target="_blank"
          rel="noreferrer"
          className="justify-self-start text-sm break-all underline"
        >
          {shared}
        </a>
      )}
      {summary.length > 0 && (
        <p className="max-w-3xl [overflow-wrap:anywhere]">
          {summary.map((part, at) =>
            part.found ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
              <strong key={at}>{part.text}</strong>
            ) : (
              part.text
            ),
          )}
        </p>
      )}
      <details>
        <summary className="w-fit cursor-pointer text-sm text-muted">
          {properties.length === 0
            ? 'No property came back'
            : `What came back: ${properties.map(([key]) => key).join(', ')}`}
        </summary>
        <dl className="mt-1.5 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
          {properties.map(([key, text]) => (
            <div key={key} className="contents">
              <dt className="font-mono text-muted">{key}</dt>
              <dd className="[overflow-wrap:anywhere]">{text}</dd>
            </div>
          ))}
        </dl>
        {!itemId && (
          <p className="mt-1.5 text-sm text-muted">
            Graph does not tell the id of a hit, and the console sent no item, or several, with this link and
            title.
          </p>
        )}
      </details>
    </li>
  )
}
