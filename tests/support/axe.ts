import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

interface Wanted {
  /** Only these rules. */
  rules?: string[]
  exclude?: string
}

/** What axe finds wrong with a page of one document, as one line for each rule. */
export async function axeFindings(page: Page, { rules, exclude }: Wanted = {}): Promise<string[]> {
  const builder = new AxeBuilder({ page })
    // Otherwise it opens another page to join the results of frames.
    .setLegacyMode()
    // Describing what passed takes longer than finding it.
    .options({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) })
  const { violations } = await (exclude ? builder.exclude(exclude) : builder).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
