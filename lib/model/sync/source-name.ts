import type { SourceSettings } from './source'

/** What a source that is no file is called in lists and runs: its address, without what may be secret in it. */
export function sourceName(settings: SourceSettings): string {
  if (settings.kind === 'postgres') return 'PostgreSQL query'
  if (settings.kind === 'mysql') return 'MySQL query'
  if (settings.kind === 'file') return 'File'
  // The address of a connector may hold what only it should know.
  if (settings.kind === 'remote') return `Connector at ${new URL(settings.config.url).host}`.slice(0, 200)
  const { host, pathname } = new URL(settings.config.url)
  return `${host}${pathname}`.slice(0, 200)
}
