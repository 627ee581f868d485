const candidates = [',', ';', '\t', '|']

/**
 * What divides the cells: the candidate that divides the first rows into equally many, else the one most often
 * in the header. Excel's own `sep=;` line decides, and is then to be skipped.
 */
export function sniffDelimiter(head: string, quote = '"'): { delimiter: string; skip: number } {
  const told = /^sep=(.)(?:\r\n|\n|\r)/i.exec(head)
  if (told?.[1]) return { delimiter: told[1], skip: told[0].length }

  const rows = firstRows(head, 20, quote)
  const scored = candidates.map((delimiter) => {
    const [header = 0, ...others] = rows.map((row) => row.get(delimiter) ?? 0)
    return { delimiter, header, even: header > 0 && others.every((count) => count === header) }
  })
  const best = scored.reduce((a, b) => ((Number(b.even) - Number(a.even) || b.header - a.header) > 0 ? b : a))
  return { delimiter: best.delimiter, skip: 0 }
}

/** How often each candidate stands outside quotes, for complete rows that are not empty. */
function firstRows(text: string, most: number, quote: string) {
  const rows: Map<string, number>[] = []
  let row = new Map<string, number>()
  let quoted = false
  let blank = true
  for (const character of text) {
    if (character === quote) quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) {
      if (!blank) rows.push(row)
      if (rows.length === most) return rows
      row = new Map()
      blank = true
      continue
    } else if (!quoted && candidates.includes(character)) row.set(character, (row.get(character) ?? 0) + 1)
    blank = false
  }
  if (!blank && (rows.length === 0 || !quoted)) rows.push(row)
  // The head may end in the middle of a row, which then says nothing.
  return text.length >= 65_536 && rows.length > 1 ? rows.slice(0, -1) : rows
}
