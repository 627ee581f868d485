/** How many may read an item. */
export interface ReaderCount {
  /** Whom the list names without naming them one by one; null: only who is counted. */
  all: 'everyone' | 'everyoneExceptGuests' | null
  /** People who are named, alone or through groups, and not denied. */
  people: number
  /** People who are denied. */
  denied: number
  /** Why there may be more or fewer. */
  unproved: string[]
}
