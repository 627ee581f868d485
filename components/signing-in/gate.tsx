import type { ReactNode } from 'react'
import { Brand } from '@/components/shell/brand'

/** The frame of the pages before sign-in: one card with the name of the tenant. */
export function Gate({
  tenant,
  title,
  children,
}: {
  tenant: { name: string; cloud: string }
  title: string
  children: ReactNode
}) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className="grid w-full max-w-md gap-5">
        <p className="flex items-center gap-2.5 px-1 font-semibold">
          <Brand />
          <span className="ml-auto text-right text-sm font-normal text-muted">
            {tenant.name}
            <span className="block text-xs text-faint">{tenant.cloud}</span>
          </span>
        </p>
        <section
          aria-labelledby="gate-title"
          className="grid gap-4 rounded-lg border border-line bg-surface p-6 shadow-card"
        >
          <h1 id="gate-title">{title}</h1>
          {children}
        </section>
      </div>
    </main>
  )
}
