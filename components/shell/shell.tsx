import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import { Brand } from './brand'
import { FocusKeeper } from './focus-keeper'
import { Navigation } from './navigation'

/**
 * Navigation, work, account. The account stands at the foot of the side bar, and on a small screen under the
 * work; the order of the markup is that of the tab key in both.
 */
export function Shell({
  account,
  people,
  children,
}: {
  account: ReactNode
  /** Whether this cloud has people connectors. */
  people: boolean
  children: ReactNode
}) {
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr_auto] bg-surface sm:grid-cols-[232px_minmax(0,1fr)] sm:grid-rows-1">
      <FocusKeeper />
      <a
        href="#main"
        className="fixed top-2 left-2 z-40 -translate-y-16 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to the content
      </a>
      <header className="min-w-0 border-b border-line sm:sticky sm:top-0 sm:col-start-1 sm:row-start-1 sm:self-start sm:border-b-0">
        <Link
          href="/"
          className="hidden items-center gap-2.5 px-4 pt-4.5 pb-3.5 font-semibold -outline-offset-2 sm:flex"
        >
          <Brand />
        </Link>
        <Navigation people={people} />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="flex min-w-0 flex-col border-line bg-bg outline-none sm:col-start-2 sm:row-start-1 sm:border-l"
      >
        {children}
      </main>
      <div className="border-t border-line p-4 sm:sticky sm:bottom-0 sm:col-start-1 sm:row-start-1 sm:mx-2 sm:self-end sm:bg-surface sm:px-2 sm:py-3">
        {account}
      </div>
    </div>
  )
}
