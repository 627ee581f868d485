import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const tones = {
  info: { look: 'bg-info-soft text-info', Icon: Info },
  ok: { look: 'bg-ok-soft text-ok', Icon: Info },
  warn: { look: 'bg-warn-soft text-warn', Icon: TriangleAlert },
  bad: { look: 'bg-bad-soft text-bad', Icon: CircleAlert },
} as const

/** What the admin should know here and now. `title` says what, the children why, `actions` how to fix it. */
export function Note({
  tone = 'info',
  title,
  actions,
  role,
  children,
}: {
  tone?: keyof typeof tones
  title?: ReactNode
  actions?: ReactNode
  role?: 'status' | 'alert'
  children?: ReactNode
}) {
  const { look, Icon } = tones[tone]
  return (
    <div
      role={role}
      className={`flex min-w-0 flex-wrap items-start gap-x-2.5 gap-y-2 rounded-md px-3.5 py-2.5 ${look}`}
    >
      <Icon className="mt-0.5 size-4 flex-none" aria-hidden />
      <div className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
        {title && <strong className="font-semibold">{title} </strong>}
        {children}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
