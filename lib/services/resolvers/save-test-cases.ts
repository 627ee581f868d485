import { z } from 'zod'
import { type TestCase, TestCases } from '../../model/resolvers/test-case'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { dropTestCase, listTestCases, storeTestCases } from './test-cases'

/** Adds test cases, or gives a link that has one another expectation. Answers all of them. */
export const saveTestCases = command({
  name: 'saveTestCases',
  changes: 'console',
  permission: 'resolvers.edit',
  input: z.object({ connectionId: ConnectionId, cases: TestCases.min(1) }),
  on: ({ connectionId }) => connectionId,
  async run({ actor, db, before, after }, { connectionId, cases }) {
    const of = casesOf(cases.map(({ url }) => url))
    before(of(await listTestCases(db, connectionId)))
    await storeTestCases(db, connectionId, cases, actor.username)
    const stored = await listTestCases(db, connectionId)
    after(of(stored))
    return stored
  },
})

export const deleteTestCase = command({
  name: 'deleteTestCase',
  changes: 'console',
  permission: 'resolvers.edit',
  input: z.object({ connectionId: ConnectionId, url: z.string().min(1).max(8_192) }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId, url }) {
    const of = casesOf([url])
    before(of(await listTestCases(db, connectionId)))
    await dropTestCase(db, connectionId, url)
    const stored = await listTestCases(db, connectionId)
    after(of(stored))
    return stored
  },
})

/** Picks the cases of these links: the log keeps what was changed, not all there is. */
const casesOf = (urls: readonly string[]) => (all: readonly TestCase[]) =>
  all.filter(({ url }) => urls.includes(url))
