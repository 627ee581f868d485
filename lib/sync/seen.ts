import { hash } from 'node:crypto'

/**
 * Which row first had an item id. A Map of a million ids would take over 100 MB; this holds 64 bits of each
 * id's hash and its row, so 12 bytes at a load of at most a half. That two ids share 64 bits is out of the
 * question even among millions.
 */
export class SeenIds {
  private high = new Uint32Array(1024)
  private low = new Uint32Array(1024)
  private rows = new Uint32Array(1024)
  private size = 0

  /** Answers the row that had this id before, or undefined and remembers it. Rows count from 1. */
  add(itemId: string, row: number): number | undefined {
    if (this.size * 2 >= this.rows.length) this.grow()
    const digest = hash('sha1', itemId, 'buffer')
    const high = digest.readUInt32LE(0)
    const low = digest.readUInt32LE(4)
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
