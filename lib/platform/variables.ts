import { z } from 'zod'
import { MappedRole } from '../model/role'

const optional = z
  .string()
  .trim()
  .transform((text) => text || undefined)
  .optional()

const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))

const endDate = z
  .union([z.literal(''), z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'must be a date such as 2027-05-31',
  })
  .transform((text) => text || undefined)
  .optional()

const roleMap = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text || '{}') as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' })
      return z.NEVER
    }
  })
  .pipe(
    z.record(z.string(), MappedRole, {
      error: `must be a JSON object of role to ${MappedRole.options.join(', ')}`,
    }),
  )

const isKey = (text: string) => Buffer.from(text, 'base64').length === 32

/** What the environment may say, each with its default. */
export const Variables = z.object({
  /** Where browsers find the portal. Its origin is the only one that may send writes. */
  PUBLIC_URL: httpUrl
    .refine((url) => new URL(url).pathname === '/', { error: 'must be an address without a path' })
    .default('http://127.0.0.1:3000'),
  DATABASE_URL: optional,
  DATA_DIR: z.string().default('.data'),
  /** Set by what starts the console’s own Postgres: then files are kept in DATA_DIR. */
  EMBEDDED_DATABASE: z.enum(['yes', 'no']).default('no'),
  /** `off` gives up what a power cut would take from the embedded database. */
  DATABASE_FSYNC: z.enum(['on', 'off']).default('on'),
  /** 32 bytes as base64: encrypts token caches and secrets at rest. */
  SECRET_KEY: z.string().refine(isKey, {
    error: 'must be 32 random bytes as base64: openssl rand -base64 32',
  }),
  /** Keys before it, separated by commas: what they sealed still opens (see `npm run keys:rotate`). */
  SECRET_KEYS_OLD: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .pipe(
      z.array(z.string().refine(isKey, { error: 'must be keys as SECRET_KEY, separated by commas' })).max(10),
    ),
  GRAPH_URL: httpUrl.default('https://graph.microsoft.com'),
  ENTRA_AUTHORITY: httpUrl.default('https://login.microsoftonline.com'),
  ENTRA_TENANT_ID: z.guid({ error: 'must be the tenant id (a GUID)' }),
  TENANT_NAME: optional,
  SIGNIN_CLIENT_ID: z.guid(),
  SIGNIN_CLIENT_SECRET: optional,
  SIGNIN_SECRET_EXPIRES: endDate,
  SIGNIN_CERTIFICATE_FILE: optional,
  CONFIGURATION_CLIENT_ID: z.guid(),
  CONFIGURATION_CLIENT_SECRET: optional,
  CONFIGURATION_SECRET_EXPIRES: endDate,
  CONFIGURATION_CERTIFICATE_FILE: optional,
  INGESTION_CLIENT_ID: z.union([z.literal(''), z.guid()]).optional(),
  INGESTION_CLIENT_SECRET: optional,
  INGESTION_SECRET_EXPIRES: endDate,
  INGESTION_CERTIFICATE_FILE: optional,
  /** JSON: directory role template id or app role value → what it grants; merged over the defaults. */
  ROLE_MAP: roleMap.default({}),
  SESSION_IDLE_MINUTES: z.coerce.number().int().positive().default(60),
  /** How long roles that Entra confirmed once are good for while it does not answer. */
  ROLE_GRACE_MINUTES: z.coerce.number().int().min(0).max(1440).default(60),
  SESSION_HOURS: z.coerce.number().int().positive().default(10),
  /** Sessions that one account may have at a time; one more ends the oldest. */
  SESSIONS_PER_ACCOUNT: z.coerce.number().int().positive().default(10),
  /** Sign-ins that one address may start in ten minutes. */
  SIGN_INS_PER_ADDRESS: z.coerce.number().int().positive().default(60),
  /** How many proxies of yours stand in front and add to `X-Forwarded-For`. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Entries of the audit log older than this are deleted; without it none are. */
  AUDIT_RETENTION_DAYS: z.union([z.literal(''), z.coerce.number().int().min(30)]).optional(),
  /** Runs that ended so long ago are deleted with their failed rows, but the last ones of each connection; without it none are. */
  RUN_RETENTION_DAYS: z.union([z.literal(''), z.coerce.number().int().min(7)]).optional(),
  /** Where each entry of the audit log is sent too: https://…, syslog+tls://host:6514, syslog+tcp://…, syslog+udp://… */
  AUDIT_EXPORT_URL: z
    .union([
      z.literal(''),
      z.url({
        protocol: /^(https?|syslog\+(tls|tcp|udp))$/,
        error: 'must be like https://siem.contoso.com/x or syslog+tls://siem.contoso.com:6514',
      }),
    ])
    .transform((text) => text || undefined)
    .optional(),
  /** With which calls to a webhook are signed. */
  AUDIT_EXPORT_SECRET: optional,
  /** `inline` runs sync workers inside the portal, `off` leaves them to `npm run worker`. */
  WORKER: z.enum(['inline', 'off']).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Hosts of an inner network that sources and webhooks may call, separated by commas: `hr.contoso.local,10.0.0.5:8443`. */
  SOURCE_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  /** The mail server that alerts go through. */
  SMTP_URL: z
    .union([
      z.literal(''),
      z.url({ protocol: /^smtps?$/, error: 'must be like smtps://user:password@smtp.contoso.com' }),
    ])
    .transform((text) => text || undefined)
    .optional(),
  MAIL_FROM: optional,
  UPLOAD_MAX_MB: z.coerce.number().positive().max(2_000, { error: 'must be at most 2000' }).default(200),
  /** Uploads and snapshots of all connections together. */
  STORE_MAX_GB: z.coerce.number().positive().default(20),
  /** While the disk of DATA_DIR has less left, new files and runs are refused. */
  DISK_RESERVE_MB: z.coerce.number().min(50, { error: 'must be at least 50' }).default(1_000),
})
export type Variables = z.infer<typeof Variables>
