import { charactersOf } from '../../../model/items/item-size'
import type { PreviewRow } from '../../../model/mapping/preview'
import { countText, sizeText } from '../../../model/number-text'

/** So many characters the bodies on one page may have together; of a row by itself, as many as Graph takes. */
const mostCharacters = 4_000_000
const mostProblems = 50

/** The rows as far as they can be shown. What is left out is said. */
export function showable(rows: readonly PreviewRow[]): PreviewRow[] {
  let characters = 0
  return rows.map((row) => {
    const size = row.body ? charactersOf(row.body) : 0
    const problems = row.problems.slice(0, mostProblems)
    const more = row.problems.length - problems.length
    if (more > 0) problems.push(warning(`The row has ${countText(more, 'more problem')}.`))
    if (characters + size <= mostCharacters || (rows.length === 1 && row.item)) {
      characters += size
      return { ...row, problems }
    }
    const what = rows.length === 1 ? 'and is not shown.' : 'and is shown when you pick its row alone.'
    problems.push(warning(`The body has about ${sizeText(size)} ${what}`))
    return { ...row, item: null, body: null, problems }
  })
}

const warning = (message: string) => ({ severity: 'warning', field: 'item', message }) as const
