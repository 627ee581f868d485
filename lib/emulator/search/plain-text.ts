import type { ItemBody } from '../rules/item-rules'

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** The words of an item's content, without the markup of HTML. */
export function plainText(content: ItemBody['content']) {
  const text = content?.value ?? ''
  if (content?.type !== 'html') return text
  return withoutTags(text)
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

/** In steps, not by one expression, which takes forever for many unclosed tags. */
function withoutTags(html: string) {
  const parts: string[] = []
  let at = 0
  for (;;) {
    const open = html.indexOf('<', at)
    const close = open < 0 ? -1 : html.indexOf('>', open)
    if (close < 0) break
    parts.push(html.slice(at, open))
    at = close + 1
    const hidden = /^<(script|style)\b/i.exec(html.slice(open, open + 8))?.[1]
    if (hidden) at = endOf(hidden, html, at)
  }
  return [...parts, html.slice(at)].join(' ')
}

function endOf(tag: string, html: string, from: number) {
  const end = new RegExp(`</${tag}\\s*>`, 'gi')
  end.lastIndex = from
  return end.exec(html) ? end.lastIndex : html.length
}
