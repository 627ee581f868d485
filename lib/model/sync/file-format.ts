import { z } from 'zod'
import { encodings } from './file-encodings'

export type Encoding = keyof typeof encodings
export const Encoding = z.enum(Object.keys(encodings) as [Encoding, ...Encoding[]])

/** How the bytes of a file become records. */
export const FileFormat = z.object({
  type: z.enum(['csv', 'json', 'ndjson']),
  gzip: z.boolean(),
  encoding: Encoding,
  /** Of CSV: what divides the cells. */
  delimiter: z.string().length(1, 'Use one character.'),
  /** Of CSV: what cells with a delimiter in them are put in; empty when nothing is. */
  quote: z.string().max(1, 'Use one character, or none.'),
  /** Of JSON: where the array of records is, like `data.items`; empty when the file itself is the array. */
  path: z.string().max(500),
})
export type FileFormat = z.infer<typeof FileFormat>

export const plainFormat: FileFormat = {
  type: 'csv',
  gzip: false,
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  path: '',
}

/** What an admin said of a file; the rest is found out. */
export const FormatChoice = FileFormat.omit({ gzip: true }).partial()
export type FormatChoice = z.infer<typeof FormatChoice>
