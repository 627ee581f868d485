/** What one file may hold. More than these is a mistake or an attack, and is refused with a message of its own. */
export const limits = {
  /** Characters of one record: more than the largest item that Graph takes. */
  record: 32_000_000,
  columns: 2_000,
  /** Characters of the name of a column. */
  name: 500,
  /** Levels of lists and objects in a JSON record. */
  depth: 64,
  /** Rows of a file; the engine counts them in 32 bits. */
  rows: 100_000_000,
  /** Bytes that a compressed file may unpack to, and how many times its own size once it is large. */
  unpacked: 20_000_000_000,
  ratio: 400,
} as const
