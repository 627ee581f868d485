import { AppError } from '../../platform/errors'

// Strings, quoted names and comments, as MySQL reads them in the SQL mode that the connection sets.
const parts =
  /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`|\/\*[\s\S]*?(?:\*\/|$)|(?:--(?=\s|$)|#)[^\n]*/g

/**
 * Throws unless the query can only read. The transaction refuses what changes rows; this refuses what it would let through:
 * a procedure, which could end the transaction, a file that the server writes, and comments that the server runs.
 */
export function needReads(query: string): void {
  let runs = false
  const bare = query.replace(parts, (part) => {
    if (/^\/\*M?!/.test(part)) runs = true
    return part.startsWith('`') || part.startsWith("'") || part.startsWith('"') ? ' x ' : ' '
  })
  if (runs) throw refused('Leave out comments that begin with /*!, because the server runs them.')
  if (/\binto\b/i.test(bare)) throw refused('The query writes with INTO, and sources only read.')
  if (!/^[\s(]*(select|with|table|values)\b/i.test(bare))
    throw refused('The query has to begin with SELECT or WITH. Sources only read.')
}

const refused = (message: string) => new AppError('invalid', message, { field: 'query' })
