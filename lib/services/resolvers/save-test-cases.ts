import { z } from 'zod'
import { TestCases } from '../../model/resolvers/test-case'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { dropTestCase, listTestCases, storeTestCases } from './test-cases'

/** Adds test cases, or gives a link that has one another expectation. Answers all of them. */
export const saveTestCases = command({
  name: 'saveTestCases',
  permission: 'resolvers.edit',
  input: z.object({ connectionId: ConnectionId, cases: TestCases.min(1) }),
  on: ({ connectionId }) => connectionId,
  async run({ actor, db }, { connectionId, cases }) {
    await storeTestCases(db, connectionId, cases, actor.username)
    return listTestCases(db, connectionId)
  },
})

export const deleteTestCase = command({
  name: 'deleteTestCase',
  permission: 'resolvers.edit',
  input: z.object({ connectionId: ConnectionId, url: z.string().min(1).max(8_192) }),
  on: ({ connectionId }) => connectionId,
  async run({ db }, { connectionId, url }) {
    await dropTestCase(db, connectionId, url)
    return listTestCases(db, connectionId)
  },
})
