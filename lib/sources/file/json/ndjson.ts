import { recordOf } from '../../json-record'
import type { SourceRecord } from '../../record'
import { limits } from '../limits'
import { refused } from '../refuse'

/** The records of a text with one JSON object on each line. A line that is none costs itself only. */
export async function* readNdjson(text: AsyncIterable<string>): AsyncGenerator<SourceRecord[]> {
  let row = 0
  let line = 0
  let parts: string[] = []
  let length = 0
  let skipping = false

  const take = (last: string): SourceRecord[] => {
    line += 1
    const whole = parts.length > 0 ? parts.join('') + last : last
    parts = []
    length = 0
    const skipped = skipping
    skipping = false
    if (!skipped && whole.trim() === '') return []
    row += 1
    if (skipped || whole.length > limits.record) {
      const message = `Row ${row} (line ${line}) is longer than 32 MB. Put one object on each line, or choose JSON instead.`
      return [{ row, values: {}, problem: { code: 'unreadable-row', message } }]
    }
    return [recordOf(whole, row, `line ${line}`)]
  }

  for await (const piece of text) {
    const records: SourceRecord[] = []
    let at = 0
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', at)) {
      records.push(...take(piece.slice(at, end)))
      at = end + 1
    }
    const rest = piece.slice(at)
    length += rest.length
    skipping ||= length > limits.record
    if (skipping) parts = []
    else if (rest !== '') parts.push(rest)
    if (records.length > 0) yield records
    if (row > limits.rows) throw refused('The file has over 100 million rows. Split it.')
  }
  const last = parts.length > 0 || skipping ? take('') : []
  if (last.length > 0) yield last
  if (row === 0) throw refused('The file has no records. Export it again with the data in it.')
}
