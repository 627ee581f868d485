import { buttonStyle } from '@/components/ui/button-style'
import { LinkButton } from '@/components/ui/link-button'
import { type Actor, hasAccess, roleNeeded } from '@/lib/access/can'
import type { Permission } from '@/lib/access/permissions'
import { roleTitles } from '@/lib/access/roles'
import { Gate } from './gate'

const appRoles = {
  Reader: 'sees connections, schemas and syncs',
  Operator: 'also runs syncs',
  Admin: 'also creates, changes and deletes',
} as const

export function NoAccess({
  tenant,
  actor,
  permission,
}: {
  tenant: { name: string; cloud: string }
  actor: Actor
  permission: Permission
}) {
  const roles = actor.roles.map((role) => roleTitles[role]).join(' and ')
  const title = roles ? `This needs the role ${roleNeeded(permission)}` : 'You have no role here'
  return (
    <Gate tenant={tenant} title={title}>
      <p>
        You are signed in as <strong className="font-semibold">{actor.name}</strong>{' '}
        <span className="font-mono text-sm text-muted [overflow-wrap:anywhere]">{actor.username}</span>
        {roles
          ? `, with the role ${roles}.`
          : ', and this account has none of the roles that open the console.'}
      </p>
      <div className="grid gap-1.5">
        <h2>What is missing</h2>
        <p className="text-muted">
          One of the app roles of the console, or a directory role that stands for it:
        </p>
        <dl className="grid gap-1">
          {Object.entries(appRoles).map(([role, does]) => (
            <div key={role} className="flex flex-wrap gap-x-2">
              <dt className="font-mono text-sm/5">Connectors.{role}</dt>
              <dd className="text-muted">{does}</dd>
            </div>
          ))}
        </dl>
        <p className="text-muted">
          Global, Search and AI Administrators have Admin without it, Search Editors Operator, Global Readers
          Reader.
        </p>
      </div>
      <div className="grid gap-1.5">
        <h2>Who can grant it</h2>
        <p className="text-muted">
          A Global Administrator, Privileged Role Administrator or Application Administrator, in Entra under
          Enterprise applications, this console, Users and groups. Then sign in again.
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {hasAccess(actor) && <LinkButton href="/">To the overview</LinkButton>}
        <form method="post" action="/auth/start">
          <button type="submit" className={buttonStyle('primary')}>
            Sign in again
          </button>
        </form>
        <form method="post" action="/auth/sign-out">
          <button type="submit" className={buttonStyle('plain')}>
            Sign out
          </button>
        </form>
      </div>
    </Gate>
  )
}
