import { type StepOutcome, type TraceStep, type TraceStepName, traceSteps } from '../../model/sync/command'
import { AppError } from '../../platform/errors'

/** A step has failed, and said so; the ones after it are left out. */
export class TraceEnded extends Error {}

export interface Told {
  text: string
  outcome?: Exclude<StepOutcome, 'skipped'>
  graphRequestId?: string
}

/** Writes down what each step of one record came to and how long it took. */
export class Trace {
  private readonly done: TraceStep[] = []

  /** Does a step. What Graph or the console refuses ends the trace with its words; anything else is thrown on. */
  async step<T extends Told>(name: TraceStepName, work: () => Promise<T> | T): Promise<T> {
    const began = performance.now()
    const note = ({ text, outcome = 'ok', graphRequestId }: Told) => {
      const ms = Math.round(performance.now() - began)
      this.done.push({ name, outcome, ms, text, ...(graphRequestId ? { graphRequestId } : {}) })
      if (outcome === 'failed') throw new TraceEnded(text)
    }
    let told: T
    try {
      told = await work()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const { message, graphRequestId } = error
      note({ text: message, outcome: 'failed', graphRequestId })
      throw error
    }
    note(told)
    return told
  }

  /** All steps, those that were left out too. */
  get steps(): TraceStep[] {
    const left = traceSteps.slice(this.done.length)
    const skipped = left.map((name) => ({ name, outcome: 'skipped' as const, ms: 0, text: '' }))
    return [...this.done, ...skipped]
  }
}
