import { Note } from '@/components/ui/note'

/** Why Entra gave no permission to search, and what to do. */
export function RefusedNote({ reason, said, app }: { reason: string; said: string; app: string }) {
  if (reason === 'admin')
    return (
      <Note tone="warn" role="alert" title="An administrator has to consent first.">
        Ask one to open Entra, App registrations, the app <code className="font-mono break-all">{app}</code>,
        API permissions: add the delegated Graph permission{' '}
        <code className="font-mono">ExternalItem.Read.All</code> and grant admin consent. Then allow search
        again.
      </Note>
    )
  if (reason === 'denied')
    return (
      <Note tone="warn" role="alert" title="Search was not allowed.">
        You cancelled at Entra. Nothing else has changed; allow it when you are ready.
      </Note>
    )
  return (
    <Note tone="warn" role="alert" title="Search was not allowed.">
      {said}
    </Note>
  )
}
