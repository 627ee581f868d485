import { authorityEndpoints } from '../../../../lib/emulator/matrix/authority-endpoints'
import { controlEndpoints } from '../../../../lib/emulator/matrix/control-endpoints'
import { graphEndpoints } from '../../../../lib/emulator/matrix/matrix'
import { addedTo, inFile, type Mutant } from './mutant'

const snapshots = inFile('store/snapshot-file.ts')

/** Each call answers with the status of a success, and does nothing. */
export const stubs = (): Mutant[] => [
  ...Object.entries(graphEndpoints).map(([of, { text }]) => ({
    of,
    ...addedTo(
      'routes/graph-routes.ts',
      `for (const routes of graphRoutes) if (routes['${of}']) routes['${of}'] = () => (${answer(of, text)})`,
    ),
  })),
  ...Object.keys(authorityEndpoints).map((of) => ({ of, ...authorityStub(of) })),
  ...Object.entries(controlEndpoints)
    .filter(([of]) => !of.endsWith(' snapshot'))
    .map(([of, { text }]) => ({
      of,
      ...addedTo('control/control.ts', `controlHandlers['${of}'] = () => (${answer(of, text)})`),
    })),
  { of: 'GET snapshot', ...snapshots('await send(parts.store, response)', 'response.writeHead(200).end()') },
  { of: 'POST snapshot', ...snapshots('await receive(parts.store, request)', 'request.resume()') },
]

/** What the call says when it went well, with nothing in it. */
function answer(route: string, text: string) {
  const [, told] = /\b(2\d\d)\b/.exec(text) ?? []
  const made = route.startsWith('POST') && /^(Creates|Adds|Registers)/.test(text)
  const status = Number(told ?? (made ? 201 : 200))
  return status === 204 || status === 202
    ? `{ status: ${status} }`
    : `{ status: ${status}, body: { value: [] } }`
}

function authorityStub(route: string) {
  const [method = '', path = ''] = route.split(' ')
  const [table, key] = path.startsWith('/:tenant/')
    ? ['handlers', path.slice('/:tenant/'.length)]
    : ['tenantless', path]
  return addedTo(
    'authority/routes.ts',
    `const stubbed = ${table}.get('${key}')
if (stubbed) {
  const before = stubbed.handle
  stubbed.handle = (request) => request.method === '${method}' ? { status: 200, body: {} } : before(request)
}`,
  )
}
