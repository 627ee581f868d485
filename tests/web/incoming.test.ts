import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientAddress } from '@/lib/web/client-address'
import { stamp } from '@/lib/web/incoming'
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
