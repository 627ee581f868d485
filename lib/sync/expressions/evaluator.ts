import { parseJson } from '../../model/exact-json'
import type { Computed, ComputedValue } from '../../model/mapping/computed'
import type { FieldValue, FieldValues } from '../../model/mapping/field-value'
import { hasOddTexts, isStorable } from '../../model/storable'
import { AppError } from '../../platform/errors'
import { everyText } from '../../sources/json-record'
import {
  compileMessages,
  type ExpressionFailure,
  limits,
  rowMessage,
  tookTooLong,
  tookTooMuch,
} from './messages'
import { SandboxProcess } from './sandbox/process'
import { Sandbox, SandboxEnded, type SandboxLink } from './sandbox/sandbox'

interface Row {
  row: number
  values: FieldValues
}

interface Limits {
  /** So long the process may be silent, which is more than a row may take. */
  silentMs: number
  /** So many rows may take too long or too much before the evaluator gives up. */
  mostEnded: number
  /** All rows of a call together. */
  batchMs: number
  /** Goes on without the expressions that cannot be read. */
  tolerant: boolean
}

const usual: Limits = {
  silentMs: limits.rowSeconds * 1_000 + 1_500,
  mostEnded: 10,
  batchMs: 60_000,
  tolerant: false,
}
const mostCharacters = 250_000_000

type Raw = Record<
  string,
  { value: ComputedValue['value' & keyof ComputedValue] } | { problem: ExpressionFailure }
>

/** Evaluates the expressions of a mapping on records, in a process of its own that is begun when it is needed. */
export class Evaluator {
  private sandbox: Promise<Sandbox> | undefined
  private endedRows = 0
  private problems: Record<string, string> = {}
  private turn: Promise<void> = Promise.resolve()
  private readonly limits: Limits

  constructor(
    /** By the field that each fills. */
    private readonly expressions: Readonly<Record<string, string>>,
    limits: Partial<Limits> = {},
    private readonly start: (silentMs: number) => SandboxLink = (silentMs) => new SandboxProcess(silentMs),
  ) {
    this.limits = { ...usual, ...limits }
  }

  /** What is wrong with the expressions themselves, by field. */
  async check(): Promise<Record<string, string>> {
    if (Object.keys(this.expressions).length > 0) await this.started()
    return this.problems
  }

  /** The values of each row, in their order; of these fields, or of all. One call after the other. */
  async evaluate(rows: readonly Row[], fields?: readonly string[]): Promise<Computed[]> {
    const before = this.turn
    const mine = before.then(() => this.evaluateNow(rows, fields))
    this.turn = mine.then(
      () => undefined,
      () => undefined,
    )
    return await mine
  }

  private async evaluateNow(rows: readonly Row[], fields?: readonly string[]): Promise<Computed[]> {
    const end = Date.now() + this.limits.batchMs
    const computed: Computed[] = []
    let characters = 0
    const needTime = (row: number) => {
      if (Date.now() <= end) return
      const seconds = this.limits.batchMs / 1_000
      throw tooMuch(
        `The expressions took longer than ${seconds} seconds for ${rows.length} rows, at row ${row}. Make them simpler.`,
      )
    }
    const take = (json: string) => {
      characters += json.length
      if (characters > mostCharacters)
        throw tooMuch('The expressions give too much to hold at once. Make their results smaller.')
      const { row = 0 } = rows[computed.length] ?? {}
      computed.push(this.read(json, row))
      needTime(row)
    }
    const texts = rows.map(({ values }) => jsonOf(values))
    const names = fields ?? Object.keys(this.expressions)
    while (computed.length < rows.length) {
      if (!(await this.tried(texts.slice(computed.length), names, take))) break
      // One of the rows without an answer ended the process: each is tried alone until it is found.
      for (let found = false; !found && computed.length < rows.length; ) {
        const at = computed.length
        const alone = await this.fieldByField(texts[at] ?? '', rows[at]?.row ?? 0, names)
        computed.push(alone.computed)
        found = alone.ended
        needTime(rows[at]?.row ?? 0)
      }
    }
    return computed
  }

  close(): void {
    // If it did not start, whoever waited for it was told.
    this.sandbox?.then(
      (sandbox) => sandbox.close(),
      () => undefined,
    )
    this.sandbox = undefined
  }

  /** Answers why the process ended, if it did. */
  private async tried(rows: string[], fields: readonly string[], take: (json: string) => void) {
    try {
      await (await this.started()).evaluate({ rows, fields }, take)
      return undefined
    } catch (error) {
      this.close()
      if (!(error instanceof SandboxEnded)) throw error
      return error
    }
  }

  private async fieldByField(text: string, row: number, fields: readonly string[]) {
    const computed: Record<string, ComputedValue> = {}
    let some = false
    for (const field of fields) {
      const ended = await this.tried([text], [field], (json) => Object.assign(computed, this.read(json, row)))
      if (!ended) continue
      some = true
      const problem = ended.why === 'time' ? tookTooLong(row) : tookTooMuch(row)
      computed[field] = { problem }
      this.count(field, problem)
    }
    return { computed, ended: some }
  }

  private read(json: string, row: number): Computed {
    const computed: Record<string, ComputedValue> = {}
    const odd = hasOddTexts(json)
    for (const [field, told] of Object.entries(parseJson(json) as Raw)) {
      if ('value' in told && odd && !everyText(told.value as FieldValue, isStorable))
        computed[field] = { problem: rowMessage({ code: 'odd-text' }, row) }
      else if ('value' in told) computed[field] = told
      else {
        const problem = rowMessage(told.problem, row)
        computed[field] = { problem }
        if (told.problem.code === 'D1012') this.count(field, problem)
      }
    }
    return computed
  }

  /** An expression that takes its time on every row is not worth a night. */
  private count(field: string, problem: string) {
    this.endedRows += 1
    if (this.endedRows < this.limits.mostEnded) return
    const times = this.limits.mostEnded === 1 ? '' : ` So it was in ${this.endedRows} rows.`
    throw new AppError('invalid', `${field}: ${problem}${times}`, { field })
  }

  private started(): Promise<Sandbox> {
    this.sandbox ??= this.begun()
    return this.sandbox
  }

  private async begun() {
    const { sandbox, problems } = await this.compiled()
    const [first] = Object.entries(problems)
    if (!first || this.limits.tolerant) return sandbox
    sandbox.close()
    const [field, message] = first
    throw new AppError('invalid', `${field}: ${message}`, { field })
  }

  private async compiled() {
    const sandbox = new Sandbox(this.start(this.limits.silentMs))
    try {
      this.problems = compileMessages(await sandbox.compile(this.expressions))
      return { sandbox, problems: this.problems }
    } catch (error) {
      sandbox.close()
      if (!(error instanceof SandboxEnded)) throw error
      throw tooMuch('The expressions cannot be read in time. Make them simpler.')
    }
  }
}

const tooMuch = (message: string) => new AppError('invalid', message, { field: 'properties' })

/** Numbers of JSONata are doubles, so a whole number that none can hold goes in as its digits. */
function jsonOf(values: FieldValues) {
  try {
    return JSON.stringify(values)
  } catch (error) {
    // A replacer makes it slow, and is needed for such a number only.
    if (!(error instanceof TypeError)) throw error
    return JSON.stringify(values, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  }
}
