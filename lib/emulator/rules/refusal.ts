/** A rule that was broken. Routes turn it into the Graph error that fits where it happened. */
export class Refusal extends Error {
  override name = 'Refusal'

  constructor(
    message: string,
    /** The member of the request that broke the rule. */
    readonly target?: string,
  ) {
    super(message)
  }
}

export function refuse(message: string, target?: string): never {
  throw new Refusal(message, target)
}
