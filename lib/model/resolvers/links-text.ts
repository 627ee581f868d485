import { longest } from './limits'

/** How many links can be tried at once. */
export const mostLinks = 10_000

/** Of a text, the lines that are no links to try: behind the last one that is taken, or too long. */
export const linesLeftOut = (text: string, taken: number) =>
  text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length - taken

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
