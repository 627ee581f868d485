import type { Metadata } from 'next'
import { readConnection } from './read'

/** The title of a page of a connection: what it shows, then of which. */
export const connectionTitle =
  (what: string | null) =>
  async ({ params }: { params: Promise<{ connectionId: string }> }): Promise<Metadata> => {
    const { connectionId } = await params
    const read = await readConnection(connectionId)
    const name = (read.ok && read.value.connection?.name) || connectionId
    return { title: what ? `${what} – ${name}` : name }
  }
