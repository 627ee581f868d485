import type { Problem } from '../../../model/problem'
import type { FileFormat, FormatChoice } from '../../../model/sync/file-format'

/** What a thread does with a file. */
export type FileJob = { kind: 'inspect'; choice?: FormatChoice } | { kind: 'read'; format: FileFormat }

/** What the thread asks for; it has the file's bytes only as far as it asks for them. */
export type FromThread =
  | { kind: 'open' | 'next' | 'close'; stream: number }
  | { kind: 'value'; value: unknown }
  | { kind: 'done' }
  | { kind: 'failed'; problem: Problem | null; text: string }

export type ToThread =
  | { kind: 'chunk'; stream: number; chunk: Uint8Array | null }
  /** The reader has taken the value and wants the next. */
  | { kind: 'more' }
