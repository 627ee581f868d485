/** Graph takes so many per connection, with the priorities 1 to 8. */
export const maxResolvers = 8

/** Graph publishes no lengths; these are ours, far above what a link can need. */
export const longest = { bases: 20, base: 2_048, pattern: 2_000, itemId: 512, url: 8_192 }

/** So many test cases a connection can have; ours too. */
export const mostTestCases = 200
