/** What a card says without its looks: for who cannot see it, and for a mail or a ticket. */
export function cardText(card: unknown): string {
  const lines: string[] = []
  collect(card, lines, 0)
  return lines.join('\n')
}

const maxDepth = 60

function collect(value: unknown, lines: string[], depth: number) {
  if (depth > maxDepth) return
  if (Array.isArray(value)) {
    for (const entry of value) collect(entry, lines, depth + 1)
    return
  }
  if (typeof value === 'string') {
    lines.push(value)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const element = value as Record<string, unknown>
  if (element.isVisible === false) return
  const type = typeof element.type === 'string' ? element.type : ''
  if (type === 'TextBlock' || type === 'TextRun') say(lines, plain(element.text))
  if (type === 'RichTextBlock' && Array.isArray(element.inlines)) {
    say(lines, element.inlines.map(inline).join(''))
    return
  }
  if (type === 'Image') say(lines, element.altText ? `Image: ${plain(element.altText)}` : '')
  if (type === 'FactSet' && Array.isArray(element.facts)) {
    for (const fact of element.facts) say(lines, factText(fact))
    return
  }
  if (type.startsWith('Action.') && element.title) say(lines, `Button: ${plain(element.title)}`)
  for (const name of ['body', 'items', 'columns', 'images', 'rows', 'cells', 'actions', 'card'])
    collect(element[name], lines, depth + 1)
}

function say(lines: string[], text: string) {
  if (text.trim() !== '') lines.push(text)
}

const inline = (value: unknown) =>
  typeof value === 'string' ? value : plain((value as Record<string, unknown> | null)?.text)

function factText(fact: unknown) {
  const { title, value } = (fact ?? {}) as Record<string, unknown>
  return `${plain(title)}: ${plain(value)}`
}

/** Markdown's links as their text. */
const plain = (text: unknown) =>
  text === undefined || text === null
    ? ''
    : String(text).replace(/\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)/g, '$1')
