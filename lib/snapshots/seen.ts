import { idHalves, keyBytes } from './id-key'

/**
 * Which row first had an item id. A Map of a million ids would take over 100 MB; this holds the key of each id and its
 * row, so 12 bytes at a load of at most a half.
 */
export class SeenIds {
  private high = new Uint32Array(1024)
  private low = new Uint32Array(1024)
  private rows = new Uint32Array(1024)
  private size = 0

  /** Answers the row that had this id before, or undefined and remembers it. Rows count from 1. */
  add(itemId: string, row: number): number | undefined {
    const [high, low] = idHalves(itemId)
    return this.addHalves(high, low, row)
  }

  /** The same for the key that stands at a place of some bytes. A record without an id is passed over. */
  addKey(keys: Buffer, at: number, row: number): number | undefined {
    const high = keys.readUInt32LE(at)
    const low = keys.readUInt32LE(at + keyBytes / 2)
    return high === 0 && low === 0 ? undefined : this.addHalves(high, low, row)
  }

  /** The row of an id. */
  rowOf(itemId: string): number | undefined {
    const [high, low] = idHalves(itemId)
    return this.rows[this.slot(high, low)] || undefined
  }

  private addHalves(high: number, low: number, row: number) {
    if (this.size * 2 >= this.rows.length) this.grow()
    const slot = this.slot(high, low)
    const before = this.rows[slot]
    if (before) return before
    this.put(slot, high, low, row)
    this.size += 1
    return undefined
  }

  private slot(high: number, low: number) {
    const mask = this.rows.length - 1
    let slot = low & mask
    while (this.rows[slot] && (this.high[slot] !== high || this.low[slot] !== low)) slot = (slot + 1) & mask
    return slot
  }

  private put(slot: number, high: number, low: number, row: number) {
    this.high[slot] = high
    this.low[slot] = low
    this.rows[slot] = row
  }

  private grow() {
    const { high, low, rows } = this
    this.high = new Uint32Array(rows.length * 2)
    this.low = new Uint32Array(rows.length * 2)
    this.rows = new Uint32Array(rows.length * 2)
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]
      if (row) this.put(this.slot(high[i] ?? 0, low[i] ?? 0), high[i] ?? 0, low[i] ?? 0, row)
    }
  }
}
