/** Texts, as the realm takes and gives them: a row as JSON, its values as JSON by field. */
interface Batch {
  rows: string[]
  /** Unless given, all. */
  fields?: readonly string[]
}

/** The process had to be ended, or it died of what it was given. */
export class SandboxEnded extends Error {
  constructor(readonly why: 'time' | 'memory') {
    super(`A process for expressions ended for want of ${why}`)
  }
}

export interface SandboxAnswer {
  compiled?: string
  values?: string[]
  done?: true
}

/** The way to a process that evaluates expressions: it is this process's own, or another thread has it. */
export interface SandboxLink {
  /** Waits for the next answer, after sending something if there is something to send. Throws SandboxEnded. */
  ask(message: object | null): Promise<SandboxAnswer>
  close(): void
}

/** Evaluates expressions where they can do nothing else. */
export class Sandbox {
  constructor(private readonly link: SandboxLink) {}

  /** Takes the expressions by field; answers what is wrong with them as JSON. */
  async compile(expressions: Readonly<Record<string, string>>): Promise<string> {
    const { compiled } = await this.link.ask({ compile: expressions })
    return compiled ?? '{}'
  }

  /** Gives the values of the rows to `take`, in their order. Throws SandboxEnded when one takes too long or too much. */
  async evaluate({ rows, fields }: Batch, take: (values: string) => void): Promise<void> {
    let next: object | null = { rows, fields: fields?.join('\n') }
    for (;;) {
      const { values = [], done } = await this.link.ask(next)
      for (const value of values) take(value)
      if (done) return
      next = null
    }
  }

  close(): void {
    this.link.close()
  }
}
