import { listProfileSettings } from '../routes/profile-settings'
import { entraSourceId } from '../rules/profile-rules'
import type { Tenant } from '../store/tenant'

export type Source = { sourceId: string; displayName: string | null; prioritized: boolean; createdAt: number }

type Row = { sourceId: string; body: string; createdAt: number }

/**
 * The source that an entry of the prioritized list means: several forms are in use
 * (docs/graph-contract.md#setting-urls).
 */
export function sourceIdOf(url: string): string | undefined {
  if (/^https:\/\/login\.microsoftonline\.com\/?$/i.test(url)) return entraSourceId
  const [, keyed, plain] =
    /\/profileSources(?:\((?:sourceId=)?'([^']+)'\)|\/([^/?]+))$/i.exec(url) ??
    /\/external\/connections(?:\('([^']+)'\)|\/([^/?]+))$/i.exec(url) ??
    []
  return keyed ?? plain
}

/** Registered sources, the best one first. Those that the global setting leaves out come last. */
export function orderedSources(tenant: Tenant): Source[] {
  const global = listProfileSettings(tenant).find(({ name }) => !name) ?? listProfileSettings(tenant)[0]
  const order = (global?.prioritizedSourceUrls ?? []).map((url) => sourceIdOf(url)?.toLowerCase())
  const place = ({ sourceId }: Source) => {
    const found = order.indexOf(sourceId.toLowerCase())
    return found < 0 ? order.length : found
  }
  return tenant.store
    .all<Row>('select sourceId, body, createdAt from profileSources order by createdAt, rowid')
    .map(({ sourceId, body, createdAt }) => ({
      sourceId,
      createdAt,
      displayName: (JSON.parse(body) as { displayName: string | null }).displayName,
      prioritized: order.includes(sourceId.toLowerCase()),
    }))
    .toSorted((a, b) => place(a) - place(b))
}
