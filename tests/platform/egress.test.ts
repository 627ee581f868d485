import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkedUrl, isInside, requestOutside } from '@/lib/platform/egress'

const call = (url: string, allowedHosts: string[] = []) =>
  requestOutside({ url, allowedHosts, timeoutMs: 2_000 })

async function server() {
  const seen: string[] = []
  const http = createServer((request, response) => {
    seen.push(request.url ?? '')
    if (request.url === '/moved')
      return void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    if (request.url !== '/slow') response.end('hello')
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => {
    http.closeAllConnections()
    http.close()
  })
  const address = http.address()
  if (!address || typeof address === 'string') throw new Error('No port.')
  return { port: address.port, seen }
}

describe('an address of an inner network is refused', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[ff02::1]/',
    'http://255.255.255.255/',
    'http://224.0.0.1/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://127.0.0.1./',
    'http://①②⑦.⓪.⓪.①/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://127.0.1/',
    'http://127.0.0.1:22/',
    'http://0.0.0.0:8080/',
    'http://%31%32%37.0.0.1/',
    'http://127。0。0。1/',
    'http://192.0.0.192/',
    'http://192.0.2.1/',
    'http://192.88.99.1/',
    'http://198.18.0.1/',
    'http://198.51.100.7/',
    'http://203.0.113.1/',
    'http://240.0.0.1/',
    'http://100.100.100.200/latest/meta-data/',
    'http://100.127.255.255/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:192.168.0.1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b:1::7f00:1]/',
    'http://[2002:a9fe:a9fe::]/',
    'http://[2001:0:7f00:1::]/',
    'http://[2001:db8::1]/',
    'http://[100::1]/',
    'http://[3fff::1]/',
    'http://[5f00::1]/',
    'http://[fec0::1]/',
    'http://[febf::1]/',
  ])('%s', async (url) => {
    await expect(call(url)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('inner network'),
    })
  })
})

test.each([
  'file:///etc/passwd',
  'ftp://contoso.com/',
  'gopher://contoso.com/',
  'javascript:1',
  'contoso',
  'data:application/json,[]',
  'http://[fe80::1%25eth0]/',
  'http://256.256.256.256/',
  'http://127.0.0.1\u0000.contoso.com/',
  '//127.0.0.1/',
])('what is not a web address is refused: %s', (url) => {
  expect(() => checkedUrl(url, [])).toThrow(expect.objectContaining({ code: 'invalid' }))
})

test('an address that holds a password is refused', () => {
  expect(() => checkedUrl('https://user:password@contoso.com/', [])).toThrow(/user name or a password/)
})

test.each(['8.8.8.8', '172.15.255.255', '172.32.0.0', '100.63.255.255', '100.128.0.0', '2606:4700::1111'])(
  '%s is outside',
  (address) => {
    expect(isInside(address)).toBe(false)
  },
)

test('a host that is allowed is called, on the port that is allowed', async () => {
  const { port, seen } = await server()
  const answer = await call(`http://127.0.0.1:${port}/a`, [`127.0.0.1:${port}`])
  expect(answer.status).toBe(200)
  expect(Buffer.concat(await answer.body.toArray()).toString()).toBe('hello')
  expect((await call(`http://localhost:${port}/b`, ['localhost'])).status).toBe(200)
  await expect(call(`http://127.0.0.1:${port}/c`, ['127.0.0.1:1'])).rejects.toMatchObject({ code: 'invalid' })
  expect(seen).toEqual(['/a', '/b'])
})

test('a redirect is not followed', async () => {
  const { port } = await server()
  const answer = await call(`http://127.0.0.1:${port}/moved`, ['127.0.0.1'])
  expect(answer.status).toBe(302)
})

test('what does not answer is given up, and what is not there is said', async () => {
  const { port } = await server()
  const url = `http://127.0.0.1:${port}/slow`
  await expect(requestOutside({ url, allowedHosts: ['127.0.0.1'], timeoutMs: 200 })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('within 0.2 seconds'),
  })
  await expect(call('http://127.0.0.1:9/', ['127.0.0.1'])).rejects.toMatchObject({ code: 'unavailable' })
})
