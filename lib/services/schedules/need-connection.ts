import { seenConnection } from '../../db/connections'
import { getConnection } from '../../graph/connections'
import { contentKind } from '../../model/connection/connection'
import type { Context } from '../context'

/** The id of a connection as Graph spells it, under which the console keeps what belongs to it. Throws `not-found`. */
export async function needConnection(
  { db, configuration }: Pick<Context, 'db' | 'configuration'>,
  asked: string,
): Promise<string> {
  const connection = await getConnection(configuration, asked)
  await seenConnection(db, { id: connection.id, kind: contentKind(connection) })
  return connection.id
}
