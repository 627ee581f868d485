import { CircleX, TriangleAlert } from 'lucide-react'
import { NeedButton } from '@/components/connections/need-button'
import { Link } from '@/components/ui/link'
import type { Need } from '@/lib/model/connection/needs'

export interface ListedNeed extends Need {
  /** The connection that it is about; none for what concerns the tenant. */
  about?: { name: string; href: string }
  /** Why this admin may not run a sync of it. */
  noRun: string | null
}

/** What an admin should do: cause, consequence and one button in each row. */
export function NeedList({ needs }: { needs: readonly ListedNeed[] }) {
  return (
    <ul>
      {needs.map((need) => {
        const { id, tone, cause, consequence, about } = need
        const Icon = tone === 'bad' ? CircleX : TriangleAlert
        return (
          <li
            key={id}
            className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-line px-4 py-2.5 last:border-b-0"
          >
            <Icon
              className={`mt-0.5 size-4 flex-none ${tone === 'bad' ? 'text-bad' : 'text-warn'}`}
              aria-hidden
            />
            <span className="grid min-w-0 flex-1 basis-52 gap-0.5">
              {about && (
                <Link href={about.href} className="justify-self-start font-medium hover:underline">
                  {about.name}
                </Link>
              )}
              <span className={about ? undefined : 'font-medium'}>{cause}</span>
              <span className="text-sm text-muted">{consequence}</span>
            </span>
            <NeedButton need={need} about={about?.name ?? cause} noRun={need.noRun} />
          </li>
        )
      })}
    </ul>
  )
}
