const around = 12

const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
const words = /[\p{L}\p{N}]+/gu

/** A few words of the content around the first one searched for, marked as Graph marks them. */
export function summaryOf(content: string, terms: string[]): string {
  const wanted = new Set(terms.flatMap((term) => fold(term).match(words) ?? []))
  const lengths = [...new Set([...wanted].map((term) => term.length))].sort((a, b) => a - b)
  const found = [...content.matchAll(/\S+/g)]
  // At most as many prefixes as the word has letters: a query can contain words of many lengths.
  const begins = (word: string) => {
    for (const length of lengths) {
      if (length > word.length) return false
      if (wanted.has(word.slice(0, length))) return true
    }
    return false
  }
  const isWanted = (text: string) => (fold(text).match(words) ?? []).some(begins)
  const first = Math.max(
    0,
    found.findIndex(([text]) => isWanted(text)),
  )
  const start = Math.max(0, first - around)
  const shown = found.slice(start, first + around + 1)
  const text = shown.map(([word]) => (isWanted(word) ? `<c0>${word}</c0>` : word)).join(' ')
  const before = start > 0 ? '<ddd/> ' : ''
  const after = start + shown.length < found.length || !text ? '<ddd/>' : ''
  return `${before}${text}${text && after ? ' ' : ''}${after}`
}
