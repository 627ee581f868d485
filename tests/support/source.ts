import type { Opened } from '@/lib/db/open'
import type { SourceContext } from '@/lib/sources/source-kind'
import { storesOf } from './stores'

/** What a source is read with in a test. */
export const sourceContext = (opened: Opened, more: Partial<SourceContext> = {}): SourceContext => ({
  ...storesOf(opened),
  connectionId: 'helpdesk',
  secrets: {},
  allowedHosts: [],
  signal: new AbortController().signal,
  ...more,
})
