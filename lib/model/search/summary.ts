/** A part of a summary, and whether it is what was searched for. */
export interface SummaryPart {
  text: string
  found: boolean
}

/** Graph marks what was found as `<c0>word</c0>` and what it left out as `<ddd/>`; of an item without content it has no more. */
export function summaryParts(summary: string): SummaryPart[] {
  const parts: SummaryPart[] = []
  let hasText = false
  let found = false
  for (const piece of summary.split(/(<\/?c\d{1,3}>|<ddd\/>)/)) {
    if (/^<c\d/.test(piece)) found = true
    else if (piece.startsWith('</c')) found = false
    else if (piece === '<ddd/>') parts.push({ text: ' … ', found: false })
    else if (piece !== '') {
      parts.push({ text: piece, found })
      hasText ||= piece.trim() !== ''
    }
  }
  return hasText ? parts : []
}
