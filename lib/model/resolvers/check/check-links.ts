import { type Compiled, compile, type Match, matchOne, mayOf } from '../evaluate'
import type { Resolver } from '../resolver'
import { type Answer, type Beat, beatTries, type Job, type Stops } from './protocol'

export interface Tried {
  by: number | null
  stopped: number | null
  match: Match | null
}

type Tell = (beat: Beat) => void

/** Between two heartbeats there may be no more than this time, and so many tries. */
const beatMs = 8

/** Tries resolvers on links and sends heartbeats, so that whoever watches knows what hangs. */
export class LinkChecker {
  readonly compiled: Compiled[]
  private readonly indexed: (RegExp | null)[]
  private readonly stopped: (Set<string> | 'all' | undefined)[]
  private last = Number.NEGATIVE_INFINITY
  private tries = 0

  constructor(
    private readonly resolvers: readonly Resolver[],
    private readonly phase: Beat['phase'],
    { stops, careful }: { stops: Stops; careful: Job['careful'] },
    private readonly tell: Tell,
  ) {
    this.compiled = resolvers.map(compile)
    this.indexed = this.compiled.map(() => null)
    this.stopped = resolvers.map(({ urlPattern }) => {
      const stop = stops[urlPattern]
      return stop === 'all' ? 'all' : stop && new Set(stop)
    })
    this.careful = careful?.phase === phase ? careful : null
  }

  private readonly careful: Job['careful']

  try(url: string, index: number): Tried {
    for (const [place, one] of this.compiled.entries()) {
      if (!one.bases.some((base) => url.startsWith(base))) continue
      const stop = this.stopped[place]
      if (stop === 'all' || stop?.has(url)) return { by: null, stopped: place, match: null }
      this.beat(place, index, url)
      const match = matchOne(one, url)
      if (match) return { by: place, stopped: null, match }
    }
    return { by: null, stopped: null, match: null }
  }

  answer(url: string, index: number): Answer {
    const { by, stopped, match } = this.try(url, index)
    const may = stopped === null ? mayOf(this.compiled, url, by, match) : []
    const marks = by === null || !match ? [] : this.marks(by, url)
    return { by, stopped, itemId: match?.itemId ?? null, own: null, marks, may }
  }

  /** For compiling what runs beside the tries: without the patterns that do not come to an end. */
  get safe(): Compiled[] {
    return this.compiled.map((one, place) => (this.stopped[place] ? { ...one, regex: null } : one))
  }

  private beat(place: number, index: number, url: string) {
    const pattern = this.resolvers[place]?.urlPattern ?? ''
    const now = performance.now()
    const behind = this.careful ? index - this.careful.index : -1
    const careful = behind >= 0 && behind <= beatTries
    this.tries += 1
    if (!careful && this.tries < beatTries && now - this.last < beatMs) return
    this.last = now
    this.tries = 0
    this.tell({ phase: this.phase, pattern, index, url })
  }

  private marks(place: number, url: string): number[] {
    const pattern = this.resolvers[place]?.urlPattern ?? ''
    this.indexed[place] ??= new RegExp(pattern, 'd')
    const groups = this.indexed[place]?.exec(url)?.indices?.groups
    return Object.values(groups ?? {})
      .filter((range) => range !== undefined)
      .toSorted(([one], [other]) => one - other)
      .flat()
  }
}
