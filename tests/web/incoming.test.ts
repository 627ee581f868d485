import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { clientAddress } from '@/lib/web/client-address'
import { endSlow, stamp } from '@/lib/web/incoming'
import { saysLarge, smallForm } from '@/lib/web/small-body'

test.each([
  ['10.0.0.1', undefined, 0, '10.0.0.1'],
  ['10.0.0.1', '6.6.6.6', 0, '10.0.0.1'],
  ['10.0.0.1', '6.6.6.6, 9.9.9.9', 1, '9.9.9.9'],
  ['10.0.0.1', '6.6.6.6, 9.9.9.9, 10.0.0.2', 2, '9.9.9.9'],
  ['10.0.0.1', undefined, 1, '10.0.0.1'],
  ['::ffff:10.0.0.1', undefined, 0, '10.0.0.1'],
  ['2001:db8:0:1:a:b:c:d', undefined, 0, '2001:db8:0:1::/64'],
  ['2001:db8::d', undefined, 0, '2001:db8:0:0::/64'],
  ['::1', undefined, 0, '0:0:0:0::/64'],
  ['10.0.0.1', 'a'.repeat(9_000), 1, 'unknown'],
  [undefined, undefined, 0, 'unknown'],
])('a call from %s that says %s behind %i proxies comes from %s', (socket, forwarded, proxies, address) => {
  expect(clientAddress(socket, forwarded, proxies)).toBe(address)
})

test('the id and the address of a request are never the caller’s', () => {
  const headers = { 'x-request-id': 'chosen-by-caller', 'x-client-address': '1.1.1.1' }
  const request = { headers, socket: { remoteAddress: '10.0.0.1' } } as unknown as IncomingMessage

  stamp(request, 0)

  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  expect(headers['x-client-address']).toBe('10.0.0.1')
})

test('a request that does not arrive is ended, and one that has arrived is answered however long that takes', async () => {
  const server = createServer((request, response) => {
    endSlow(request, response, { small: 100, answered: 100 })
    if (request.url === '/answered') response.end('no')
    else if (request.url === '/long') setTimeout(() => response.end('yes'), 400)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const told = async (path: string, body: string) => {
    const socket = connect(port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    let text = ''
    socket.on('data', (part) => {
      text += part
    })
    socket.on('error', () => {})
    const more = body === 'whole' ? 'Connection: close\r\n' : ''
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\n${more}Content-Length: 5\r\n\r\n${body}`)
    await once(socket, 'close')
    return text.split('\r\n').at(-1)
  }

  const [never, answered, long] = await Promise.all([
    told('/never', 'ab'),
    told('/answered', 'ab'),
    told('/long', 'whole'),
  ])

  expect([never, answered, long]).toEqual(['', 'no', 'yes'])
})

const post = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
  new Request('http://127.0.0.1/auth/start', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    ...(typeof body === 'string' ? {} : { duplex: 'half' }),
  })

test('a form before the sign-in has a few kB', async () => {
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1_000)) })

  expect((await smallForm(post('returnTo=%2Fsyncs')))?.get('returnTo')).toBe('/syncs')
  expect(await smallForm(post(`returnTo=${'a'.repeat(9_000)}`))).toBeNull()
  expect(await smallForm(post(endless))).toBeNull()
  expect(await smallForm(post('{}', { 'content-type': 'application/json' }))).toBeNull()
})

test.each([
  [{ 'content-length': '8000' }, false],
  [{ 'content-length': '8001' }, true],
  [{ 'content-length': 'many' }, true],
  [{ 'transfer-encoding': 'chunked' }, true],
  [{}, false],
])('the headers %j say large: %s', (headers, large) => {
  expect(saysLarge(new Headers(headers as Record<string, string>))).toBe(large)
})
