/** Keeps one batch in preparation while another is being sent. */
export async function* ahead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const batches = source[Symbol.asyncIterator]()
  const begin = () => {
    const started = batches.next()
    // Handled when the consumer asks for it. Until then a rejection would be unhandled and end the process.
    started.catch(() => {})
    return started
  }
  let next = begin()
  try {
    for (let result = await next; !result.done; result = await next) {
      next = begin()
      yield result.value
    }
  } finally {
    // The consumer has stopped, so failures of the preparation no longer matter.
    await next.catch((error: unknown) => error)
    await batches.return?.()
  }
}
