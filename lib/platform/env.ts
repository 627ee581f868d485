import { readFileSync } from 'node:fs'
import { contradictions } from './contradictions'
import { rememberOldKeys } from './key-ring'
import { once } from './once'
import { Variables } from './variables'

/** One app registration: a client id with a secret, or with a PEM file holding certificate and private key. */
export interface AppCredentials {
  clientId: string
  clientSecret?: string
  /** When the secret ends, as far as that was said. */
  secretExpires?: string
  certificatePem?: string
}

/** The app registrations, named as their variables begin. */
export type AppName = 'CONFIGURATION' | 'INGESTION' | 'SIGNIN'

export type Env = ReturnType<typeof parseEnv>

/** Parses the environment. Throws an Error whose message names every variable at fault. */
export function parseEnv(source: Record<string, string | undefined>) {
  const parsed = Variables.safeParse(source)
  if (!parsed.success) {
    const missing = (name: string) => !source[name]?.trim()
    const faults = parsed.error.issues.map(({ path, message }) => {
      const name = path.join('.')
      return missing(name) ? `${name} is missing` : `${name}: ${message}`
    })
    throw new Error(`The configuration is not complete (see .env.example): ${faults.join('; ')}.`)
  }
  const vars = parsed.data
  const wrong = contradictions(vars)
  if (wrong.length > 0) throw new Error(`The configuration cannot be right: ${wrong.join('; ')}.`)
  const configuration = credentials(vars, 'CONFIGURATION')
  const secretKey = Buffer.from(vars.SECRET_KEY, 'base64')
  const oldKeys = vars.SECRET_KEYS_OLD.map((text) => Buffer.from(text, 'base64'))
  rememberOldKeys(secretKey, oldKeys)
  return {
    publicUrl: vars.PUBLIC_URL,
    origin: new URL(vars.PUBLIC_URL).origin,
    secure: vars.PUBLIC_URL.startsWith('https:'),
    databaseUrl: vars.DATABASE_URL,
    dataDir: vars.DATA_DIR,
    /** Whether what is acknowledged outlives a power cut. */
    fsync: vars.DATABASE_FSYNC === 'on',
    /** The database is the console’s own, in its data folder. */
    embedded: !vars.DATABASE_URL || vars.EMBEDDED_DATABASE === 'yes',
    secretKey,
    graphUrl: vars.GRAPH_URL,
    authority: vars.ENTRA_AUTHORITY,
    tenantId: vars.ENTRA_TENANT_ID.toLowerCase(),
    tenantName: vars.TENANT_NAME,
    signIn: credentials(vars, 'SIGNIN'),
    configuration,
    ingestion: vars.INGESTION_CLIENT_ID ? credentials(vars, 'INGESTION') : configuration,
    roleMap: vars.ROLE_MAP,
    sessionIdleMinutes: vars.SESSION_IDLE_MINUTES,
    roleGraceMinutes: vars.ROLE_GRACE_MINUTES,
    sessionHours: vars.SESSION_HOURS,
    sessionsPerAccount: vars.SESSIONS_PER_ACCOUNT,
    signInsPerAddress: vars.SIGN_INS_PER_ADDRESS,
    runRetentionDays: vars.RUN_RETENTION_DAYS || undefined,
    auditRetentionDays: vars.AUDIT_RETENTION_DAYS || undefined,
    auditExport: auditExport(vars),
    trustedProxies: vars.TRUSTED_PROXIES,
    worker: vars.WORKER ?? (vars.DATABASE_URL ? 'off' : 'inline'),
    logLevel: vars.LOG_LEVEL,
    allowedHosts: vars.SOURCE_ALLOWED_HOSTS,
    mail: mailServer(vars),
    uploadMaxBytes: Math.round(vars.UPLOAD_MAX_MB * 1_000_000),
    storeMaxBytes: Math.round(vars.STORE_MAX_GB * 1e9),
    diskReserveBytes: Math.round(vars.DISK_RESERVE_MB * 1e6),
  }
}

function auditExport({ AUDIT_EXPORT_URL: url, AUDIT_EXPORT_SECRET: secret }: Variables) {
  if (!url) return null
  if (url.startsWith('http') && (secret?.length ?? 0) < 16)
    throw new Error(
      'AUDIT_EXPORT_SECRET is missing or short: calls to a webhook are signed with it (openssl rand -base64 32).',
    )
  return { url, secret: secret ?? '' }
}

function mailServer({ SMTP_URL: url, MAIL_FROM: from }: Variables) {
  if (!url) return null
  if (!from)
    throw new Error(
      'MAIL_FROM is missing: SMTP_URL needs the address that mail comes from (see .env.example).',
    )
  return { url, from }
}

function credentials(vars: Variables, app: AppName) {
  const file = vars[`${app}_CERTIFICATE_FILE`]
  const clientSecret = vars[`${app}_CLIENT_SECRET`]
  if (!file && !clientSecret) {
    throw new Error(`${app}_CLIENT_SECRET or ${app}_CERTIFICATE_FILE is missing (see .env.example).`)
  }
  const clientId = String(vars[`${app}_CLIENT_ID`])
  const certificatePem = file ? readFileSync(file, 'utf8') : undefined
  const secretExpires = vars[`${app}_SECRET_EXPIRES`]
  return { clientId, clientSecret, secretExpires, certificatePem } satisfies AppCredentials
}

/** The environment of this process, parsed on first use. */
export const env = () => once('env', () => parseEnv(process.env))
