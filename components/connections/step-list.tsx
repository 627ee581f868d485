import { Check, Circle, CircleAlert, CircleDot, LoaderCircle } from 'lucide-react'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import type { NextStep } from '@/lib/model/connection/next-steps'

const faces: Record<NextStep['state'], { Icon: typeof Check; look: string; word: string }> = {
  done: { Icon: Check, look: 'text-ok', word: 'Done' },
  doing: { Icon: LoaderCircle, look: 'text-accent-text animate-spin', word: 'Under way' },
  next: { Icon: CircleDot, look: 'text-accent-text', word: 'Next' },
  failed: { Icon: CircleAlert, look: 'text-bad', word: 'Failed' },
  waiting: { Icon: Circle, look: 'text-faint', word: 'Later' },
}

export function StepList({ steps }: { steps: readonly NextStep[] }) {
  return (
    <ol>
      {steps.map(({ id, title, text, action, state, href }) => {
        const { Icon, look, word } = faces[state]
        return (
          <li
            key={id}
            className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 border-b border-line px-4 py-2.5 last:border-b-0"
          >
            <Icon className={`mt-0.5 size-4 ${look}`} aria-hidden />
            <span className="grid">
              {state === 'waiting' ? (
                <span className="text-muted">{title}</span>
              ) : (
                <Link href={href} className="justify-self-start font-medium hover:underline">
                  {title}
                </Link>
              )}
              {state !== 'done' && <span className="text-sm text-muted">{text}</span>}
            </span>
            {state === 'next' ? (
              <LinkButton look="primary" href={href}>
                {action}
              </LinkButton>
            ) : (
              <span className={`text-sm ${state === 'failed' ? 'text-bad' : 'text-muted'}`}>{word}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
