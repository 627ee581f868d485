import { sql } from 'drizzle-orm'

/** What stands between words in links and ids. The text search of Postgres would read `a/b.html` or `a@b.c` as one. */
const between = '/\\:.@&=?#%+_-~'

/** The words of an item's title and link: what the index has, and a search has to ask for word by word. */
export const itemWords = sql.raw(
  `to_tsvector('simple', translate(coalesce(title, '') || ' ' || coalesce(url, ''), '${between}', '${' '.repeat(between.length)}'))`,
)

/**
 * Asks for every word of a text, each as it is. To look for a word as a whole takes no longer when many items have it, as
 * long as another of them is rare.
 */
export const allWords = (text: string) =>
  sql`plainto_tsquery('simple', translate(${text}, ${between}, ${' '.repeat(between.length)}))`

const mostWords = 10

/** Asks for words that begin with each word of a text; null when it holds none. */
export function wordsQuery(text: string): string | null {
  const words = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return words.length === 0
    ? null
    : words
        .slice(0, mostWords)
        .map((word) => `'${word.slice(0, 100)}':*`)
        .join(' & ')
}
