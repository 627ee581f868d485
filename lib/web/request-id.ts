const pattern = /^[\w-]{8,64}$/

/** The id that a gateway before us gave the request, or a new one. */
export const requestIdOf = (given: string | null) =>
  given && pattern.test(given) ? given : crypto.randomUUID()
