import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import * as services from '@/lib/services/connections/read-connection'
import { pageContext, pageRead } from '@/lib/web/page'

/**
 * A connection with what the console knows of it, read once for layout and page alike. `connection` is null
 * when Graph has none.
 */
export const readConnection = cache(async (connectionId: string) => {
  const context = await pageContext()
  const read = await pageRead(context, services.readConnection, { connectionId })
  if (read.ok && read.value.twin) await goTo(read.value.twin, connectionId)
  return read
})

/** An id that Graph does not know may be one that it knows in another case: the page moves there. */
async function goTo(twin: string, asked: string) {
  const path = (await headers()).get('x-path') ?? ''
  const from = `/connections/${encodeURIComponent(asked)}`
  if (path.startsWith(from)) redirect(path.replace(from, `/connections/${encodeURIComponent(twin)}`))
}
