const pattern = /^[\w-]{8,64}$/

/** The id that this process gave the request when it came in (`incoming.ts`), or a new one. */
export const requestIdOf = (given: string | null) =>
  given && pattern.test(given) ? given : crypto.randomUUID()
