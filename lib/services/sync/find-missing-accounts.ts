import { z } from 'zod'
import { findUsers } from '../../graph/users'
import { query } from '../command'
import { ConnectionId } from '../connection-id'

const Accounts = z
  .string()
  .max(8000)
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(z.string().max(200)).min(1).max(50))

/** Which of these accounts, separated by commas, the directory does not know. */
export const findMissingAccounts = query({
  name: 'findMissingAccounts',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId, accounts: Accounts }),
  on: ({ connectionId }) => connectionId,
  async run({ ingestion }, { accounts }) {
    const found = await findUsers(ingestion, accounts)
    return { missing: [...found].filter(([, user]) => user === null).map(([account]) => account) }
  },
})
