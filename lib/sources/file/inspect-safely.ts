import type { FormatChoice } from '../../model/sync/file-format'
import { isGzip } from './detect'
import { inspectInThread } from './in-thread'
import { type FileShape, inspectFile } from './inspect'

/** Bytes that take no noticeable time to read. */
const small = 250_000

/** Whether a file is read in a thread of its own: a large one, and one that may unpack to anything. */
export async function needsThread(open: () => AsyncIterable<Uint8Array>, size: number) {
  if (size > small) return true
  for await (const chunk of open()) return isGzip(chunk)
  return false
}

/** What a file is, found out where it cannot hold this process up. */
export async function inspectSafely(
  open: () => AsyncIterable<Uint8Array>,
  size: number,
  choice?: FormatChoice,
): Promise<FileShape> {
  return (await needsThread(open, size))
    ? await inspectInThread(open, choice)
    : await inspectFile(open, choice)
}
