import type { Ask } from './protocol'

/** What a thread opens, a piece at a time (`give-bytes.ts`). */
export function askForBytes(ask: Ask): () => AsyncGenerator<Uint8Array> {
  let streams = 0
  return async function* open() {
    const stream = streams++
    await ask('open', stream)
    try {
      for (let piece = await ask('next', stream); piece; piece = await ask('next', stream))
        yield piece as Uint8Array
    } finally {
      await ask('close', stream)
    }
  }
}
