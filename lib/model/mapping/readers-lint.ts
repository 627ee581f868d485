/** Something suspicious in who may read the items of a mapping, and what to do about it. */
export interface ReadersFinding {
  text: string
  /** Null for what is not counted by rows. */
  rows: number | null
  /** Some of them. */
  sample: number[]
  /** The fields that it comes from, by their labels. */
  at: string[]
}

export interface ReadersLint {
  /** How many were looked at. */
  rows: number
  findings: ReadersFinding[]
}
