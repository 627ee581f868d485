import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import type { Theme } from '@/components/ui/theme'
import type { Actor } from '@/lib/access/can'
import { roleTitles } from '@/lib/access/roles'
import { SignOut } from './sign-out'
import { ThemeSwitch } from './theme-switch'

/** Which tenant this is, who is signed in and as what. */
export function Account({
  actor,
  tenant,
  theme,
}: {
  actor: Actor
  tenant: { name: string; cloud: string; local: boolean }
  theme: Theme
}) {
  const roles = actor.roles.map((role) => roleTitles[role]).join(', ') || 'Roles for single connections'
  return (
    <section aria-label="Account" className="grid gap-2.5">
      <div className="grid gap-0.5 text-sm">
        <span className="flex flex-wrap items-center gap-1.5">
          <strong className="min-w-0 font-semibold [overflow-wrap:anywhere]">
            {tenant.local ? tenant.cloud : tenant.name}
          </strong>
          <Chip tone="plain">{tenant.local ? tenant.name : tenant.cloud}</Chip>
        </span>
        <span className="text-muted [overflow-wrap:anywhere]" title={actor.name}>
          {actor.username}
        </span>
        <span className="text-muted">{roles}</span>
        <Link href="/sessions" className="w-fit text-accent-text hover:underline">
          Sessions
        </Link>
      </div>
      <div className="flex items-center justify-between gap-2">
        <ThemeSwitch initial={theme} />
        <SignOut />
      </div>
    </section>
  )
}
