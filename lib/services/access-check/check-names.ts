import { z } from 'zod'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { accessList } from './access-list'
import { nameFindings } from './name-findings'

/** Names that are looked up; a list with more is looked at in part. */
const mostNames = 400

export interface NamesView {
  checked: number
  /** Names that were not looked up. */
  left: number
  findings: string[]
}

/** Whether those whom an access list names are there: people, groups of Entra, external groups; and which are guests. */
export const checkNames = query({
  name: 'checkNames',
  permission: 'access.check',
  input: z.object({ connectionId: ConnectionId, itemId: z.string().min(1).max(128) }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, itemId }): Promise<NamesView> {
    const { acl } = await accessList(context, connectionId, itemId)
    const named = acl.filter(({ type }) => type !== 'everyone' && type !== 'everyoneExceptGuests')
    const some = named.slice(0, mostNames)
    const findings = (await nameFindings(context, connectionId, some)).map(({ message }) => message)
    return { checked: some.length, left: named.length - some.length, findings }
  },
  reveals: () => true,
})
