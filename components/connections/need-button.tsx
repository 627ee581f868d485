import { SendAgain } from '@/components/syncs/send-again'
import { LinkButton } from '@/components/ui/link-button'
import type { Need } from '@/lib/model/connection/needs'

/** The one button of something that an admin should do. */
export function NeedButton({
  need: { action },
  about,
  noRun,
}: {
  need: Need
  about: string
  noRun: string | null
}) {
  if (action.kind === 'sendAgain') return <SendAgain {...action} about={about} noRun={noRun} />
  return (
    <LinkButton href={action.href} aria-label={`${action.label}: ${about}`}>
      {action.label}
    </LinkButton>
  )
}
