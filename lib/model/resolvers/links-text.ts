import { longest } from './limits'

/** So many links can be tried at once. */
export const mostLinks = 10_000

/** Links from pasted text, one a line; white space around them is no part of a link. */
export function linksOf(text: string): string[] {
  const links: string[] = []
  for (const line of text.split(/\r\n|\r|\n/)) {
    const link = line.trim()
    if (link !== '' && link.length <= longest.url) links.push(link)
    if (links.length === mostLinks) break
  }
  return links
}
