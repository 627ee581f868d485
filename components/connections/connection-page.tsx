import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { ReadFailed } from '@/components/ui/read-failed'
import type { ExternalConnection } from '@/lib/model/connection/connection'
import type { ConnectionFacts } from '@/lib/model/connection/list'
import type { WatchedOperation } from '@/lib/model/operation'
import type { Context } from '@/lib/web/context'
import { pageContext } from '@/lib/web/page'
import { pageRead } from '@/lib/web/page-read'
import { DeletionView } from './deletion-view'
import { readConnection } from './read'

/** What a page of a connection works with. */
export interface ConnectionContext extends Context {
  connection: ExternalConnection
  facts: ConnectionFacts
  operations: readonly WatchedOperation[]
}

interface Parts<T> {
  /** The title of the note when something could not be read. */
  failed: string
  /** What else the page shows. It is read at the same time as the connection. */
  read: (context: Context, connectionId: string) => Promise<T>
  show: (context: ConnectionContext, more: T) => ReactNode | Promise<ReactNode>
}

/**
 * A page of one connection. Here, and nowhere else, is decided what stands in its place: the deletion under way,
 * that there is no such connection, or that something could not be read.
 */
export const connectionPage =
  <T,>({ failed, read, show }: Parts<T>) =>
  async ({ params }: { params: Promise<{ connectionId: string }> }) => {
    const [{ connectionId }, context] = await Promise.all([params, pageContext()])
    const [found, more] = await Promise.all([
      readConnection(connectionId),
      pageRead(context, 'read a page of a connection', () => read(context, connectionId)),
    ])
    if (!found.read.ok) return <ReadFailed title={failed} problem={found.read.problem} />
    const { connection, facts, operations, deletion } = found.read.value
    if (deletion && (!connection || deletion.status !== 'completed')) {
      return <DeletionView deletion={deletion} role={context.admin.role} />
    }
    if (!connection) notFound()
    if (!more.ok) return <ReadFailed title={failed} problem={more.problem} />
    return await show({ ...context, connection, facts, operations }, more.value)
  }
