import { expect, test } from 'vitest'
import { failure } from '@/lib/graph/failure'

const body = (error: object) => ({ error })
const connection = '/external/connections/hr1'

test.each([
  [400, 'invalid'],
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'invalid'],
  [409, 'conflict'],
  [413, 'invalid'],
  [429, 'throttled'],
  [500, 'unavailable'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [408, 'unavailable'],
])('status %i is %s', (status, code) => {
  expect(failure({ status, body: undefined }, 'get', connection)).toMatchObject({ code, status })
})

test('the innermost code and message are told, with the request id', () => {
  const innerError = {
    code: 'ResourceNotFound',
    source: 'Connection',
    message: "'Connection' was not found.",
    'request-id': 'r-1',
  }
  const error = failure(
    {
      status: 404,
      body: body({ code: 'ItemNotFound', message: 'The requested resource does not exist.', innerError }),
    },
    'get',
    connection,
  )

  expect(error).toMatchObject({ graphCode: 'ResourceNotFound', graphRequestId: 'r-1' })
  expect(error.message).toContain("Graph says: 'Connection' was not found.")
})

test('an inner error without words leaves the outer ones', () => {
  const error = failure(
    {
      status: 400,
      body: body({ code: 'BadRequest', message: 'Malformed.', innerError: { date: '2026-01-01' } }),
    },
    'patch',
    connection,
  )

  expect(error.graphCode).toBe('BadRequest')
  expect(error.message).toContain('Malformed.')
})

test.each([
  ['post', '/external/connections', 'ExternalConnection.ReadWrite.OwnedBy'],
  ['patch', `${connection}/schema`, 'ExternalConnection.ReadWrite.OwnedBy'],
  ['put', `${connection}/items/1`, 'ExternalItem.ReadWrite.OwnedBy'],
  ['get', '/admin/people/profileSources', 'PeopleSettings.Read.All'],
  ['patch', '/admin/people/profilePropertySettings/1', 'PeopleSettings.ReadWrite.All'],
  ['get', '/users/alexw@contoso.com', 'User.ReadBasic.All'],
])('a denied %s %s names the permission %s', (method, path, permission) => {
  const denied = {
    status: 403,
    body: body({ code: 'Authorization_RequestDenied', message: 'Insufficient.' }),
  }

  expect(failure(denied, method, path).message).toContain(permission)
})

test('a quota that is used up is not explained by a permission', () => {
  const denied = {
    status: 403,
    body: body({ code: 'QuotaLimitReached', message: 'The limit of 30 is reached.' }),
  }

  expect(failure(denied, 'post', '/external/connections').message).toBe(
    'Graph denied access. Graph says: The limit of 30 is reached.',
  )
})

test("another app's connection is not explained by a permission", () => {
  const denied = { status: 403, body: body({ code: 'AccessDenied', message: 'Access is denied.' }) }

  expect(failure(denied, 'get', connection).message).toContain('another app')
})

test('a throttled call says when to come back', () => {
  expect(failure({ status: 429, body: undefined, retryAfterMs: 90_000 }, 'get', connection).message).toBe(
    'Graph is throttling the console. Try again in 90 seconds.',
  )
})

test('a page of HTML in place of an answer is not repeated', () => {
  const error = failure({ status: 502, body: '<html><body>Bad gateway</body></html>' }, 'get', connection)

  expect(error.message).not.toContain('<')
})
