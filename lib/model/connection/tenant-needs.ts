import { countText } from '../number-text'
import type { SourcePriority } from '../people/source-priority'
import type { Need } from './needs'

const open = { kind: 'link', label: 'Open the list', href: '/profile-sources' } as const

/** Entries of the prioritized list that point nowhere, and sources that have no place in it. */
export function sourceNeeds({ rows, unlisted }: Pick<SourcePriority, 'rows' | 'unlisted'>): Need[] {
  const stale = rows.filter(({ kind }) => kind === 'stale')
  return [
    ...unlisted.map(({ sourceId, displayName }) => ({
      id: `unlisted ${sourceId}`,
      tone: 'warn' as const,
      cause: `The profile source ${displayName} has no place in the list.`,
      consequence: 'Its data has no rank, so that profiles may not show it until it is put into the list.',
      action: open,
    })),
    ...stale.map(({ url, name }) => ({
      id: `stale ${url}`,
      tone: 'warn' as const,
      cause: `The list of profile sources names ${name}, which is not registered.`,
      consequence: 'The place does nothing. Register the connection again, or remove the place.',
      action: open,
    })),
  ]
}

/** When what an app signs in with ends. */
export interface Expiry {
  app: 'CONFIGURATION' | 'INGESTION' | 'SIGNIN'
  clientId: string
  what: 'secret' | 'certificate'
  /** ISO 8601. */
  at: string
}

const dayMs = 24 * 3600_000
const usualDays = 30

const apps: Record<Expiry['app'], { name: string; stops: string }> = {
  CONFIGURATION: { name: 'configuration app', stops: 'Then nothing of Graph can be read or changed.' },
  INGESTION: { name: 'ingestion app', stops: 'Then every sync stops.' },
  SIGNIN: { name: 'sign-in app', stops: 'Then nobody can sign in.' },
}

const variables = (app: Expiry['app']) => ({
  secret: `${app}_CLIENT_SECRET and ${app}_SECRET_EXPIRES`,
  certificate: `${app}_CERTIFICATE_FILE`,
})

const credentialsPage = (clientId: string) =>
  `https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${clientId}`

/** Secrets and certificates that end within so many days, or have ended. */
export function expiryNeeds(expiries: readonly Expiry[], now: Date, warnDays = usualDays): Need[] {
  return expiries.flatMap(({ app, clientId, what, at }): Need[] => {
    const days = Math.floor((Date.parse(at) - now.getTime()) / dayMs)
    if (days >= warnDays) return []
    const { name, stops } = apps[app]
    const when =
      days < 0 ? 'has expired' : days === 0 ? 'expires today' : `expires in ${countText(days, 'day')}`
    return [
      {
        id: `expiry ${app}`,
        tone: days < 7 ? 'bad' : 'warn',
        cause: `The ${what} of the ${name} ${when}.`,
        consequence: `${stops} Add a new one in Entra beside the old, set ${variables(app)[what]}, and restart the console.`,
        action: { kind: 'link', label: 'Open in Entra', href: credentialsPage(clientId) },
      },
    ]
  })
}
