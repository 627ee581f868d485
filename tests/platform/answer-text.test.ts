import { expect, test } from 'vitest'
import { answerText } from '@/lib/platform/answer-text'

const answerOf = (pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void) =>
  Object.defineProperty(new Response(new ReadableStream({ pull })), 'url', {
    value: 'https://graph.contoso.com/v1.0',
  })

test('a text is read as it was sent, characters that arrive in two parts too', async () => {
  const [first, ...rest] = new TextEncoder().encode('äöü')
  const parts = [Uint8Array.of(first ?? 0), Uint8Array.from(rest)]
  const answer = answerOf((controller) => {
    const part = parts.shift()
    if (part) controller.enqueue(part)
    else controller.close()
  })

  expect(await answerText(answer, 100)).toBe('äöü')
  expect(await answerText(new Response(null, { status: 204 }), 100)).toBe('')
})

test('an answer that does not end is given up once it is too large', async () => {
  let sent = 0
  const answer = answerOf((controller) => {
    sent += 1
    controller.enqueue(new Uint8Array(1_000_000))
  })

  await expect(answerText(answer, 3_000_000)).rejects.toMatchObject({
    code: 'unavailable',
    message: 'graph.contoso.com answered with more than 3 MB.',
  })
  expect(sent).toBeLessThan(10)
})
