/** What a change of one resolver does to the links that it wins: still the same item, or not. */
export interface Compared {
  same: number
  other: number
}
