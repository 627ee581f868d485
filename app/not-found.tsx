import { LinkButton } from '@/components/ui/link-button'

export default function NotFound() {
  return (
    <main className="grid min-h-[60dvh] content-center justify-items-center gap-3 px-4 text-center">
      <h1>There is no such page</h1>
      <p className="max-w-md text-muted">
        The address is wrong, or what it showed has been deleted. Connections and their syncs are found from
        the list.
      </p>
      <div className="flex gap-2">
        <LinkButton look="primary" href="/connections">
          Connections
        </LinkButton>
        <LinkButton href="/">Overview</LinkButton>
      </div>
    </main>
  )
}
