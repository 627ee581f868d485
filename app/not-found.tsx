import { buttonStyle } from '@/components/ui/button-style'

/** Outside of the shell. Plain links, because every page would carry the code of others. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-3 px-4 text-center">
      <h1>There is no such page</h1>
      <p className="max-w-md text-muted">The address is wrong, or what it showed has been deleted.</p>
      <a href="/" className={buttonStyle('primary')}>
        Overview
      </a>
    </main>
  )
}
