import { type AclFinding, AclFindings } from '../../../model/access-check/acl-findings'
import type { Acl } from '../../../model/items/item'
import type { RowResult } from '../../../model/mapping/row-to-item'
import type { Ask } from '../../../platform/thread/protocol'
import { beginTrial } from './begin-trial'
import type { Trial } from './given'

/** So many rows are looked at, and so many names of theirs; few at a time, because each may be large. */
const sampled = 500
const mostNames = 200
const batch = 50
const mostRows = 5
const mostMessages = 50

export interface ToldReaders {
  /** How many rows were looked at. */
  rows: number
  /** What is wrong with the readers of rows by itself, with the first of the rows. */
  problems: { message: string; rows: number; sample: number[] }[]
  lists: AclFinding[]
  /** Some of the people and groups whom the lists name. */
  named: Acl[]
}

/** In a thread: what is suspicious in who may read the first rows. */
export async function* tellReaders(
  given: Trial & { knownGroups: ReadonlySet<string> },
  ask: Ask,
): AsyncGenerator<ToldReaders> {
  const { mapper, records } = await beginTrial(given, ask)
  const told = new Told(given.knownGroups)
  try {
    reading: for await (const some of records()) {
      const readable = some.filter(({ problem }) => !problem)
      for (let at = 0; at < readable.length; at += batch) {
        const few = readable.slice(at, at + Math.min(batch, sampled - told.rows))
        const made = await mapper.itemsOf(few)
        for (const [n, one] of made.entries()) told.add(few[n]?.row ?? 0, one)
        if (told.rows >= sampled) break reading
      }
    }
  } finally {
    mapper.close()
  }
  yield told.all
}

class Told {
  rows = 0
  private readonly problems = new Map<string, { rows: number; sample: number[] }>()
  private readonly lists: AclFindings
  private readonly named = new Map<string, Acl>()

  constructor(knownGroups: ReadonlySet<string>) {
    this.lists = new AclFindings(knownGroups)
  }

  add(row: number, { body, problems }: RowResult) {
    this.rows += 1
    const about = problems.filter(({ field }) => field === 'access')
    for (const { message } of about) this.note(message, row)
    // Its list is not what would be sent.
    if (about.some(({ severity }) => severity === 'error')) return
    this.lists.add(String(row), body.acl)
    for (const entry of body.acl)
      if (this.named.size < mostNames && (entry.type === 'user' || entry.type === 'group'))
        this.named.set(`${entry.type} ${entry.value}`, entry)
  }

  get all(): ToldReaders {
    return {
      rows: this.rows,
      problems: [...this.problems].map(([message, noted]) => ({ message, ...noted })),
      lists: this.lists.all,
      named: [...this.named.values()],
    }
  }

  private note(message: string, row: number) {
    const noted = this.problems.get(message) ?? { rows: 0, sample: [] }
    if (noted.rows === 0 && this.problems.size >= mostMessages) return
    noted.rows += 1
    if (noted.sample.length < mostRows) noted.sample.push(row)
    this.problems.set(message, noted)
  }
}
