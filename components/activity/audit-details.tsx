import type { AuditChange } from '@/lib/services/activity/audit-change'

/** What a change replaced and what it brought, folded until somebody asks. */
export function AuditDetails({ change: { entered, before, after } }: { change: AuditChange }) {
  const parts = [
    { title: 'Before', value: before },
    { title: after === undefined ? 'Entered' : 'After', value: after === undefined ? entered : after },
  ].filter(({ value }) => value !== undefined)
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-sm text-sm text-accent-text">
        {before === undefined ? 'Details' : 'Before and after'}
      </summary>
      <dl className="mt-1 grid max-w-xl gap-2">
        {parts.map(({ title, value }) => (
          <div key={title} className="grid gap-0.5">
            <dt className="text-sm text-muted">{title}</dt>
            <dd>
              <pre className="max-h-72 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs/5 whitespace-pre-wrap [overflow-wrap:anywhere]">
                {value === null ? 'Nothing' : JSON.stringify(value, null, 2)}
              </pre>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
