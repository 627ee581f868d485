import type { ReactNode } from 'react'

/** The work under the header. */
export function PageContent({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 sm:px-7 sm:pt-5 sm:pb-10">
      {children}
    </div>
  )
}
