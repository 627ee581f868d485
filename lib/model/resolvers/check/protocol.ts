import type { Coverage } from '../coverage'
import type { Finding } from '../lint/finding'
import type { Made, MarkedLink } from '../marks'
import type { OpenPoint } from '../open-points'
import type { Proposal } from '../propose'
import type { Resolver } from '../resolver'
import type { TestCase } from '../test-case'
import type { TraceStep } from '../trace'
import type { Compared } from './compared'

/** So many tries there are at most between two heartbeats. */
export const beatTries = 256

/** Where the worker is: when it stops answering, this is what it hangs on. */
export interface Beat {
  phase: 'lint' | 'tried' | 'tests' | 'saved' | 'draft' | 'propose' | 'trace' | 'example' | 'compare'
  /** Of the resolver that is being tried. */
  pattern: string
  /** Of the link, or of what else is gone through in this phase. */
  index: number
  url: string
}

/** What must not be run again, because it did not come to an end: links per pattern, or the pattern altogether. */
export type Stops = Record<string, string[] | 'all'>

export interface Job {
  run: number
  resolvers: Resolver[]
  saved: Resolver[]
  tests: TestCase[]
  stops: Stops
  /** Tell of every single try from this link on: the last run hung a little behind it. */
  careful: Pick<Beat, 'phase' | 'index'> | null
  /** Parts of the work that hung and are left out. */
  without: { lint: boolean; proposals: number[] }
}

export type Request =
  | { type: 'urls'; text: string }
  /** A page of item links as the route answered it, as bytes: nothing has to be parsed on the page. */
  | { type: 'links'; page: ArrayBuffer; first: boolean }
  | { type: 'job'; job: Job }
  | { type: 'trace'; id: number; url: string; resolvers: Resolver[]; stops: Stops; skip: string[] }
  | { type: 'example'; id: number; links: MarkedLink[]; prefix: string }
  | { type: 'compare'; id: number; resolvers: Resolver[]; place: number; changed: Resolver; stops: Stops }

/** What became of one link. */
export interface Answer {
  by: number | null
  /** Place of the resolver that did not come to an end on this link. */
  stopped: number | null
  itemId: string | null
  /** The item that the link belongs to, when it is the link of one. */
  own: string | null
  /** Where the groups were captured, as pairs of start and end. */
  marks: number[]
  may: OpenPoint[]
}

export type Reply =
  | { type: 'ready' }
  | ({ type: 'beat' } & Beat)
  | { type: 'lint'; run: number; findings: Finding[] }
  | { type: 'tried'; run: number; from: number; answers: Answer[]; ms: number }
  | { type: 'tests'; run: number; answers: Answer[] }
  | { type: 'coverage'; run: number; set: 'saved' | 'draft'; coverage: Coverage; lost: number; ms: number }
  | { type: 'proposals'; run: number; proposals: (Proposal | null)[] }
  | { type: 'done'; run: number }
  | { type: 'trace'; id: number; steps: TraceStep[] }
  | { type: 'example'; id: number; made: Made }
  | { type: 'compare'; id: number; compared: Compared }
  | { type: 'failed'; message: string }
