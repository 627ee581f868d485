import { type AddressInfo, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { sendMail } from '@/lib/platform/mail'

const mail = { id: 'a', to: ['alexw@contoso.com'], subject: 'Late', text: 'Late.' }

/** A mail server that says this to whoever calls, and nothing that ends a message. */
async function serverThatSays(text: string, everyMs: number) {
  const server = createServer((socket) => {
    const timer = setInterval(() => socket.write(text), everyMs)
    socket.on('error', () => {})
    socket.on('close', () => clearInterval(timer))
    onTestFinished(() => void socket.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, from: 'console@contoso.com' }
}

test('a mail server that keeps talking does not keep a message from failing', async () => {
  const server = await serverThatSays('220-still here\r\n', 20)

  await expect(sendMail(server, mail, 200)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('It was not done within 0.2 seconds.'),
  })
})

test('what a mail server says is cut to what helps', async () => {
  const server = await serverThatSays(`554 ${'no '.repeat(100_000)}\r\n`, 20)

  const error = await sendMail(server, mail).catch((error: Error) => error)

  expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('554 no no') })
  expect(String(error).length).toBeLessThan(700)
})
