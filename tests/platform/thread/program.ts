import { threadId } from 'node:worker_threads'
import { AppError } from '@/lib/platform/errors'
import type { Ask } from '@/lib/platform/thread/protocol'
import { serveJobs } from '@/lib/platform/thread/serve-jobs'

/** The program of a thread with whatever may go wrong in one. */
serveJobs({
  async *where() {
    yield threadId
  },
  async *count(upTo: number) {
    for (let n = 1; n <= upTo; n += 1) yield n
  },
  async *twice(what: string, ask: Ask) {
    yield `${await ask('name', what)} ${await ask('name', what)}`
  },
  /** Says that it has begun, and computes until the other side says that it is enough: for that it has to go on itself. */
  async *compute(words: Int32Array) {
    Atomics.store(words, 0, 1)
    while (Atomics.load(words, 1) === 0);
    yield 'enough'
  },
  async *fill() {
    const all: string[] = []
    while (all.length < Number.POSITIVE_INFINITY) all.push(`${all.length}`.repeat(1_000))
    yield all
  },
  async *refuse() {
    yield await Promise.reject(new AppError('invalid', 'No.', { field: 'a' }))
  },
  async *fail() {
    yield await Promise.reject(new Error('a fault of the program'))
  },
})
