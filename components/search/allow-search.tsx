import { buttonStyle } from '@/components/ui/button-style'
import { Card } from '@/components/ui/card'

/** Searching needs a permission of whoever searches. Entra asks them, and sends them back to this search. */
export function AllowSearch({ username, returnTo }: { username: string; returnTo: string }) {
  return (
    <Card title="Search needs your permission">
      <form method="post" action="/auth/start" className="grid max-w-2xl justify-items-start gap-3">
        <p>
          Graph searches items only for somebody who is signed in, never for an app. Allow the console to
          search as you: it then finds what you may read, and nothing else. It asks Entra for{' '}
          <code className="font-mono">ExternalItem.Read.All</code> and keeps the token, encrypted, until you
          sign out.
        </p>
        <input type="hidden" name="for" value="search" />
        <input type="hidden" name="returnTo" value={returnTo} />
        <button type="submit" className={buttonStyle('primary')}>
          Allow search as {username}
        </button>
      </form>
    </Card>
  )
}
