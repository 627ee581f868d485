import { z } from 'zod'

export const StepId = z.enum([
  'inlineResults',
  'copilotVisibility',
  'vertical',
  'resultType',
  'filters',
  'resultCluster',
])
export type StepId = z.infer<typeof StepId>

export interface Step {
  id: StepId
  title: string
  /** Why it matters, and what to look for. */
  about: string
  /** The clicks, from the page that the link opens. */
  path: string
  href: string
  /** Microsoft's page about it. */
  docs: string
}

const search = 'https://admin.microsoft.com/Adminportal/Home#/MicrosoftSearch/'
const learn = 'https://learn.microsoft.com/en-us/'

/** The day on which the addresses below were last compared with those in Microsoft's own pages. */
export const linksCompared = '2026-11-21'

/**
 * What decides whether people see the results and has no API, so that only a person can look. Each page of the
 * admin center is linked as near as it can be: it has no address per connection.
 */
export const steps: readonly Step[] = [
  {
    id: 'inlineResults',
    title: 'Inline results',
    about: 'The connection is ticked, or its items never show under All.',
    path: 'Search & intelligence, Customizations, Verticals, All, Manage connector results',
    href: `${search}verticals`,
    docs: `${learn}microsoftsearch/connectors-in-all-vertical`,
  },
  {
    id: 'copilotVisibility',
    title: 'Copilot visibility',
    about:
      'The switch is off for connections that were created by API. Copilot needs it, not the cards above.',
    path: 'Copilot, Connectors, Your connections',
    href: 'https://admin.cloud.microsoft/#/copilot/connectors',
    docs: `${learn}microsoft-365-copilot/extensibility/overview-copilot-connector`,
  },
  {
    id: 'vertical',
    title: 'Vertical',
    about: 'If the connection has a tab of its own in search: it is enabled and its query is right.',
    path: 'Search & intelligence, Customizations, Verticals',
    href: `${search}verticals`,
    docs: `${learn}microsoftsearch/manage-verticals`,
  },
  {
    id: 'resultType',
    title: 'Result type of the vertical',
    about:
      'A vertical without a result type shows nothing. A result type there stands beside the cards above.',
    path: 'Search & intelligence, Customizations, Result types',
    href: `${search}resulttypes`,
    docs: `${learn}microsoftsearch/manage-result-types`,
  },
  {
    id: 'filters',
    title: 'Filters',
    about: 'Filters of the vertical use properties that are refinable.',
    path: 'Search & intelligence, Customizations, Verticals, the vertical, Filters',
    href: `${search}verticals`,
    docs: `${learn}microsoftsearch/custom-filters`,
  },
  {
    id: 'resultCluster',
    title: 'Result cluster',
    about: 'Results of the vertical may stand as a group under All; inline results are the default instead.',
    path: 'Search & intelligence, Customizations, Verticals, All, Manage connector results',
    href: `${search}verticals`,
    docs: `${learn}microsoftsearch/result-cluster`,
  },
]

/** After that long nobody can say any more that it is still so. */
export const freshDays = 90

export interface Confirmation {
  step: StepId
  /** What was seen; somebody may also have decided that it is not wanted. */
  answer: Answer
  confirmedBy: string
  confirmedAt: string
}

export const Answer = z.enum(['done', 'notWanted'])
export type Answer = z.infer<typeof Answer>

export type Standing = 'open' | 'confirmed' | 'stale'

const dayMs = 24 * 60 * 60_000

export function standing(confirmation: Confirmation | undefined, now: Date): Standing {
  if (!confirmation) return 'open'
  const age = now.getTime() - Date.parse(confirmation.confirmedAt)
  return age > freshDays * dayMs ? 'stale' : 'confirmed'
}

/** When a confirmation has to be looked at again. */
export const staleFrom = ({ confirmedAt }: Confirmation) =>
  new Date(Date.parse(confirmedAt) + freshDays * dayMs)
