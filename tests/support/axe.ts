import { createRequire } from 'node:module'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

interface Wanted {
  /** Only these rules. */
  rules?: string[]
  exclude?: string
}

const ofPlaywright = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))
const { source } = ofPlaywright('axe-core') as { source: string }
const nothing = 'undefined'

/** What axe finds wrong with a page of one document, as one line for each rule. */
export async function axeFindings(page: Page, { rules, exclude }: Wanted = {}): Promise<string[]> {
  // The builder would load all of axe anew, twice for each look.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const builder = new AxeBuilder({ page, axeSource: nothing })
    // Otherwise it opens another page to join the results of frames.
    .setLegacyMode()
    // Describing what passed takes longer than finding it.
    .options({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) })
  const { violations } = await (exclude ? builder.exclude(exclude) : builder).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
