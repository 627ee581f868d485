import { buttonStyle } from '@/components/ui/button-style'
import { LinkButton } from '@/components/ui/link-button'
import type { Role } from '@/lib/model/role'
import { Gate } from './gate'

const may: Record<Role, string> = {
  Reader: 'sees connections, schemas and syncs',
  Operator: 'also runs syncs',
  Admin: 'also creates, changes and deletes',
}

export function NoAccess({
  tenant,
  account,
  needs,
}: {
  tenant: { name: string; cloud: string }
  account: { username: string; name: string; role: Role | null }
  needs: Role
}) {
  return (
    <Gate tenant={tenant} title={account.role ? `This needs the role ${needs}` : 'You have no role here'}>
      <p>
        You are signed in as <strong className="font-semibold">{account.name}</strong>{' '}
        <span className="font-mono text-sm text-muted [overflow-wrap:anywhere]">{account.username}</span>
        {account.role
          ? `, with the role ${account.role}.`
          : ', and this account has none of the roles that open the console.'}
      </p>
      <div className="grid gap-1.5">
        <h2>What is missing</h2>
        <p className="text-muted">
          One of the app roles of the console, or a directory role that stands for it:
        </p>
        <dl className="grid gap-1">
          {(['Reader', 'Operator', 'Admin'] as const).map((role) => (
            <div key={role} className="flex flex-wrap gap-x-2">
              <dt className="font-mono text-sm/5">Connectors.{role}</dt>
              <dd className="text-muted">{may[role]}</dd>
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
        {account.role && <LinkButton href="/">To the overview</LinkButton>}
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
