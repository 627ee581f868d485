import { countText } from '../model/number-text'
import type { Problem } from '../model/problem'
import { type AppError, asProblem } from '../platform/errors'
import { isTransient } from '../platform/retry'

interface Some {
  done: readonly string[]
  refused: readonly AppError[]
}

/** What became of the items that a run had to delete, or of the members that it had to take out, over all pages of them. */
export class DeletionOutcome {
  private deleted = 0
  private refused = 0
  private first: AppError | undefined

  constructor(private readonly thing: 'item' | 'member' = 'item') {}

  add({ done, refused }: Some) {
    this.deleted += done.length
    this.refused += refused.length
    this.first ??= refused[0]
  }

  /** What Graph did not delete, and why; null when it deleted all. Throws when Graph is in trouble, and not the items. */
  get problem(): Problem | null {
    const { first, refused, deleted } = this
    if (!first) return null
    if (deleted === 0 && isTransient(first)) throw first
    const act = this.thing === 'item' ? 'delete' : 'remove'
    return {
      ...asProblem(first),
      message: `Graph did not ${act} ${countText(refused, this.thing)}. ${first.message} The next run tries again.`,
    }
  }
}
