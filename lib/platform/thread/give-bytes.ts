import type { Answers } from './protocol'

/** Lets a thread read bytes as far as it asks for them, as often as it opens them (`ask-for-bytes.ts`). Close it afterwards. */
export function giveBytes(open: () => AsyncIterable<Uint8Array>) {
  const streams = new Map<number, AsyncIterator<Uint8Array>>()
  const answers: Answers = {
    open: (stream: number) => {
      streams.set(stream, open()[Symbol.asyncIterator]())
    },
    next: async (stream: number) => {
      const next = await streams.get(stream)?.next()
      return next?.done === false ? next.value : null
    },
    close: async (stream: number) => {
      await streams.get(stream)?.return?.()
      streams.delete(stream)
    },
  }
  const close = async () => {
    for (const stream of streams.values()) await stream.return?.()
  }
  return { answers, close }
}
