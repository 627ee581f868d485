import type { FileFormat, FormatChoice } from '@/lib/model/sync/file-format'
import { inspectFile } from '@/lib/sources/file/inspect'
import { readFile } from '@/lib/sources/file/read'

/** Bytes cut into pieces of one size, as a network might. */
export async function* chunksOf(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? Buffer.from(content) : content

export const inspect = (content: string | Uint8Array, size = 7, choice?: FormatChoice) =>
  inspectFile(() => chunksOf(bytesOf(content), size), choice)

/** The records of a file whose format is found out, but for what is given. */
export async function recordsOf(content: string | Uint8Array, size = 7, choice?: FormatChoice) {
  const { format } = await inspect(content, size, choice)
  return await readAs(content, format, size)
}

export async function readAs(content: string | Uint8Array, format: FileFormat, size = 7) {
  const all = []
  for await (const batch of readFile(chunksOf(bytesOf(content), size), format)) all.push(...batch)
  return all
}
