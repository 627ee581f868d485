import type { Problem } from '../../model/problem'

/** What a thread is to do: one of the jobs of its program, by name. */
export interface Job {
  name: string
  given: unknown
}

/** What a thread cannot do itself, and asks of the process while it works: bytes of a file, people of the directory. */
export type Answers = Readonly<Record<string, (given: never) => unknown>>

export type Ask = (what: string, given?: unknown) => Promise<unknown>

export type ToThread =
  | { kind: 'job'; job: Job }
  | { kind: 'answer'; to: number; answer: unknown }
  /** The reader has taken the value and wants the next. */
  | { kind: 'more' }

export type FromThread =
  /** The program has been read, and waits for a job. */
  | { kind: 'ready' }
  | { kind: 'ask'; id: number; what: string; given: unknown }
  | { kind: 'value'; value: unknown }
  | { kind: 'done' }
  | { kind: 'failed'; problem: Problem | null; text: string }
