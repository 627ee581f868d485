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

/** An invalid id: Graph's outer code for it differs from that of other refusals. */
export class InvalidId extends Refusal {}

export function refuse(message: string, target?: string): never {
  throw new Refusal(message, target)
}
