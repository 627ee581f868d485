import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { GraphAway } from '@/components/ui/graph-away'
import { ReadFailed } from '@/components/ui/read-failed'
import type { ExternalConnection } from '@/lib/model/connection/connection'
import type { ConnectionFacts } from '@/lib/model/connection/list'
import type { WatchedOperation } from '@/lib/model/operation'
import { mayPass } from '@/lib/model/problem'
import type { Query } from '@/lib/services/command'
import { readKnown } from '@/lib/services/connections/read-known'
import type { Context } from '@/lib/services/context'
import { pageContext, pageRead } from '@/lib/web/page'
import { DeletionView } from './deletion-view'
import { KnownConnection, NeverAnswered } from './known-connection'
import { readConnection } from './read'

/** What a page of a connection works with even when Graph never told of it. */
export interface KnownContext extends Context {
  connectionId: string
  facts: ConnectionFacts
  /** What the address says; nothing unless the page asks. */
  address: Address
}

/** What a page of a connection works with. */
interface ConnectionContext extends KnownContext {
  connection: ExternalConnection
  operations: readonly WatchedOperation[]
  /** When Graph answered the connection, in ISO 8601. */
  readAt: string
}

type OfConnection = z.ZodType<{ connectionId: string }, { connectionId: string }>

type Address = Readonly<Record<string, string | string[] | undefined>>

interface Parts<S extends OfConnection, T> {
  /** The title of the note when something could not be read. */
  failed: string
  /** Where to go on when what is read does not exist; the path is one of this connection. */
  back?: { path: string; label: string }
  /** What else the page shows. It is read at the same time as the connection. */
  read?: Query<S, T>
  /** What the address asks of `read`, beside the connection; its path counts before its query. */
  asked?: (address: Address) => Omit<z.input<S>, 'connectionId'>
  show: (context: ConnectionContext, more: T) => ReactNode | Promise<ReactNode>
  /** For a page that can do without the connection, while Graph is silent and never told of it. */
  without?: (context: KnownContext, more: T) => ReactNode
}

/**
 * A page of one connection. Only here is decided what is shown in its place: the deletion in progress,
 * that there is no such connection, or that something could not be read.
 */
export const connectionPage =
  <S extends OfConnection = OfConnection, T = undefined>({
    failed,
    back,
    read,
    asked,
    show,
    without,
  }: Parts<S, T>) =>
  async ({
    params,
    searchParams,
  }: {
    params: Promise<{ connectionId: string }>
    searchParams: Promise<Address>
  }) => {
    const [path, search, context] = await Promise.all([params, asked && searchParams, pageContext()])
    const { connectionId } = path
    const address: Address = { ...search, ...path }
    const input = { ...asked?.(address), connectionId } as z.input<S>
    const [found, more] = await Promise.all([
      readConnection(connectionId),
      read ? pageRead(context, read, input) : ({ ok: true, value: undefined as T } as const),
    ])
    if (!found.ok) {
      const { problem } = found
      const known = mayPass(problem) ? await pageRead(context, readKnown, { connectionId }) : null
      if (!known?.ok || !known.value) return <ReadFailed title={failed} problem={problem} />
      const { facts } = known.value
      if (!without || !more.ok)
        return <KnownConnection {...{ connectionId, title: failed, problem, known: known.value }} />
      return (
        <>
          <AbovePage>
            <NeverAnswered problem={problem} />
          </AbovePage>
          {without({ ...context, connectionId, facts, address }, more.value)}
        </>
      )
    }
    const { connection, facts, operations, deletion, asOf, problem } = found.value
    if (deletion && (!connection || deletion.status !== 'completed')) {
      return <DeletionView deletion={deletion} actor={context.actor} />
    }
    if (!connection) notFound()
    const readAt = asOf ?? context.clock().toISOString()
    if (!more.ok) {
      const list = back && { href: `/connections/${encodeURIComponent(connectionId)}${back.path}`, ...back }
      return <ReadFailed title={failed} problem={more.problem} back={list} />
    }
    return (
      <>
        {problem && asOf && (
          <AbovePage>
            <GraphAway asOf={asOf} problem={problem} />
          </AbovePage>
        )}
        {await show({ ...context, connectionId, address, connection, facts, operations, readAt }, more.value)}
      </>
    )
  }

/** The page below has its own space above it. */
const AbovePage = ({ children }: { children: ReactNode }) => (
  <div className="px-4 pt-4 sm:px-7 sm:pt-5">{children}</div>
)
