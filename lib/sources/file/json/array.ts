import { recordOf } from '../../json-record'
import type { SourceRecord } from '../../record'
import { limits } from '../limits'
import { refused } from '../refuse'
import { ArrayScanner } from './array-scanner'

/** The records of a JSON text: the elements of the array at `path`, or of the first array when it is empty. */
export async function* readJsonArray(
  text: AsyncIterable<string>,
  path: string,
): AsyncGenerator<SourceRecord[]> {
  const scanner = new ArrayScanner(path === '' ? null : path.split('.'))
  let row = 0
  const recordsOf = (elements: string[]) =>
    elements.map((element) => {
      row += 1
      return recordOf(element, row, `element ${row} of the array`)
    })
  for await (const piece of text) {
    const records = recordsOf(scanner.write(piece))
    if (records.length > 0) yield records
    if (row > limits.rows) throw refused('The file has over 100 million records. Split it.')
  }
  const last = recordsOf(scanner.end())
  if (last.length > 0) yield last
  const where = path === '' ? 'no array' : `no array at '${path}'`
  if (!scanner.found) throw refused(`The file has ${where}. Say where its records are, like data.items.`)
  if (row === 0) throw refused('The array of records is empty. Export the file again with the data in it.')
}
