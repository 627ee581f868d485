import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ConnectionUpdate,
  connectionWarnings,
  contentKind,
  ExternalConnection,
  NewConnection,
} from '@/lib/model/connection/connection'
import { idProblem, proposeConnectionId } from '@/lib/model/connection/id'
import { problemsOf } from '@/lib/model/problems'

const good = { id: 'helpdesk', name: 'Helpdesk', description: 'Tickets', contentCategory: 'taskManagement' }
const problemsWith = (change: object) => problemsOf(NewConnection, { ...good, ...change })

test('a complete connection passes and is trimmed', () => {
  expect(problemsWith({})).toEqual([])
  expect(NewConnection.parse({ ...good, name: ' Helpdesk ' }).name).toBe('Helpdesk')
})

test.each([
  ['', 'Enter an id of 3 to 32 letters and digits.'],
  ['my-id', "Use 3 to 32 letters and digits; '-' is not allowed."],
  ['my id', 'Use 3 to 32 letters and digits; a space is not allowed.'],
  ['größe', "Use 3 to 32 letters and digits; 'ö' is not allowed."],
  ['ab', 'Use 3 to 32 letters and digits; add 1 more.'],
  ['a'.repeat(33), 'Use 3 to 32 letters and digits; take away 1.'],
  ['microsoftHr', "An id cannot begin with 'Microsoft'. Choose another, such as 'hrconnector'."],
  ['sharepoint', "'sharepoint' is reserved by Microsoft. Choose another id, such as 'sharepointconnector'."],
  ['MSFT_All_Connectors', expect.stringContaining('reserved by Microsoft')],
])('the id %j is refused with the fix', (id, message) => {
  expect(problemsWith({ id })).toEqual([{ field: 'id', message }])
})

test.each(['abc', 'A1b2', 'a'.repeat(32), 'teams1', 'theMicrosoft'])('the id %j is legal', (id) => {
  expect(idProblem(id)).toBeNull()
})

test('name, description and category are checked too', () => {
  expect(problemsWith({ name: ' ' })).toMatchObject([{ field: 'name' }])
  expect(problemsWith({ name: 'n'.repeat(129) })).toMatchObject([{ field: 'name' }])
  expect(problemsWith({ description: '' })).toMatchObject([{ field: 'description' }])
  expect(problemsWith({ description: 'd'.repeat(1001) })).toMatchObject([{ field: 'description' }])
  expect(problemsWith({ contentCategory: 'pets' })).toEqual([
    { field: 'contentCategory', message: 'Choose one of the listed categories.' },
  ])
  expect(problemsOf(NewConnection, {})).toHaveLength(4)
})

test('an update has name and description only', () => {
  expect(ConnectionUpdate.parse(good)).toEqual({ name: 'Helpdesk', description: 'Tickets' })
})

test('a long description is a warning until it is refused', () => {
  expect(connectionWarnings({ description: 'd'.repeat(500) })).toEqual([])
  expect(connectionWarnings({ description: 'd'.repeat(501) })).toMatchObject([{ field: 'description' }])
  expect(connectionWarnings({ description: 'd'.repeat(1001) })).toEqual([])
})

test.each([
  ['Helpdesk tickets', 'helpdesktickets'],
  ['Größe & Żółć', 'groessezolc'],
  ['Отдел кадров', 'otdelkadrov'],
  ['Ωμέγα', 'omega'],
  ['Microsoft Teams', 'teamsconnector'],
  ['HR', 'hrconnector'],
  ['部門', 'connector'],
])('the name %j proposes %j', (name, id) => {
  expect(proposeConnectionId(name)).toBe(id)
})

test('a proposal is always legal, lowercase and free', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('Microsoft', 'MicrosoftMicrosoft', 'None'),
  )
  fc.assert(
    fc.property(name, (text) => {
      const first = proposeConnectionId(text)
      const second = proposeConnectionId(text, [first.toUpperCase()])
      expect([idProblem(first), idProblem(second)]).toEqual([null, null])
      expect(first).toBe(first.toLowerCase())
      expect(second).not.toBe(first)
    }),
  )
})

test('a connection with a state and members from the future can be read', () => {
  const connection = ExternalConnection.parse({ id: 'a', name: 'A', state: 'sleeping', novelty: 1 })
  expect(connection).toMatchObject({ state: 'unknownFutureValue', novelty: 1 })
  expect(contentKind(connection)).toBe('content')
  expect(contentKind({ contentCategory: 'people' })).toBe('people')
})
