import { Link } from '@/components/ui/link'
import { adviceFor } from '@/lib/model/sync/advice'
import type { SourceHolds } from '@/lib/model/sync/source'

const pages = {
  sync: { path: '/sync', label: 'Open the mapping' },
  schema: { path: '/schema', label: 'Open the schema' },
  settings: { path: '/settings', label: 'Open the settings' },
  'group-source': { path: '/group-source', label: 'Open the source' },
}

/** The way to where rows that fail for this reason are fixed; nothing where that is not in the console. */
export function AdviceLink({
  connectionId,
  code,
  holds,
}: {
  connectionId: string
  code: string
  holds: SourceHolds
}) {
  const { page } = adviceFor(code, holds)
  if (!page) return null
  const { path, label } = pages[page]
  return (
    <Link
      className="text-accent-text underline underline-offset-2"
      href={`/connections/${encodeURIComponent(connectionId)}${path}`}
    >
      {label}
    </Link>
  )
}
