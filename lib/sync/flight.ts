import type { Pool } from './pool'

/** The requests in flight of one of those that share a pool. */
export class Flight {
  private readonly tasks = new Set<Promise<void>>()

  constructor(private readonly pool: Pool) {}

  /** Waits for room. When it answers, the next `start` in the same breath has it. */
  async room(signal?: AbortSignal): Promise<void> {
    // Several may wait for the same room, and the first of them takes it.
    while (this.pool.isFull && !signal?.aborted) await this.pool.room(signal)
  }

  /** Starts a task that handles its own failures. */
  start(task: () => Promise<void>, places = 1): void {
    const started = this.pool.start(task, places)
    this.tasks.add(started)
    void started.finally(() => this.tasks.delete(started))
  }

  /** Waits until none of them is running, whatever others do. */
  async idle(): Promise<void> {
    while (this.tasks.size > 0) await Promise.all(this.tasks)
  }
}
