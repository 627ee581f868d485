'use client'

import { Card } from '@/components/ui/card'
import { later } from '@/components/ui/later'
import { Skeleton } from '@/components/ui/skeleton'

export const PreviewWaits = () => (
  <Card title="3. Preview" bare>
    <div className="grid gap-4 p-4 lg:grid-cols-[228px_minmax(0,1fr)]">
      <Skeleton className="h-88 w-full" />
      <Skeleton className="h-88 w-full" />
    </div>
  </Card>
)

// Stands below everything else, and brings all rules of items and of people with it.
export const PreviewCard = later(() => import('./preview-card').then(({ PreviewCard }) => PreviewCard), {
  browserOnly: true,
  waiting: <PreviewWaits />,
})

// Most connections have a file, and need none of its forms.
export const RemoteSourceCard = later(
  () => import('./remote-source-card').then(({ RemoteSourceCard }) => RemoteSourceCard),
  { browserOnly: true, waiting: <Skeleton className="h-96 w-full" /> },
)

export const ConnectorCard = later(
  () => import('./connector-card').then(({ ConnectorCard }) => ConnectorCard),
  {
    browserOnly: true,
    waiting: <Skeleton className="h-72 w-full" />,
  },
)

export const ConfirmUnregistered = later(
  () => import('./confirm-unregistered').then(({ ConfirmUnregistered }) => ConfirmUnregistered),
  { browserOnly: true },
)

export const RowDialog = later(() => import('./row-dialog').then(({ RowDialog }) => RowDialog), {
  browserOnly: true,
})

// People data only: it brings all that is known of profile entities.
export const EntityFields = later(() => import('./entity-fields').then(({ EntityFields }) => EntityFields), {
  waiting: <Skeleton className="h-9 w-full" />,
})

// Dates, numbers and yes or no; a text has no format.
export const FormatFields = later(() => import('./format-fields').then(({ FormatFields }) => FormatFields), {
  waiting: <Skeleton className="h-16 w-full" />,
})

// What only mappings need that do more than pick columns.
export const AccessRulesEditor = later(
  () => import('./access-rules').then(({ AccessRulesEditor }) => AccessRulesEditor),
  { browserOnly: true, waiting: <Skeleton className="h-40 w-full" /> },
)

export const ExpressionField = later(
  () => import('./expression-field').then(({ ExpressionField }) => ExpressionField),
  { browserOnly: true, waiting: <Skeleton className="h-20 w-full" /> },
)

export const ValueFields = later(() => import('./value-fields').then(({ ValueFields }) => ValueFields), {
  browserOnly: true,
  waiting: <Skeleton className="h-9 w-full" />,
})

export const OddValuesOf = later(() => import('./odd-values').then(({ OddValuesOf }) => OddValuesOf), {
  browserOnly: true,
})

export const OddValuesSummary = later(
  () => import('./odd-values').then(({ OddValuesSummary }) => OddValuesSummary),
  { browserOnly: true },
)

// Says what is suspicious once the first rows were looked at.
export const ReadersLintOf = later(
  () => import('./readers-lint').then(({ ReadersLintOf }) => ReadersLintOf),
  {
    browserOnly: true,
  },
)
