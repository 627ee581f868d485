'use client'

import { later } from '@/components/ui/later'

// What opens later is loaded later.
export const SaveDialogs = later(() => import('./save-dialogs').then(({ SaveDialogs }) => SaveDialogs), {
  browserOnly: true,
})
export const ExampleDialog = later(
  () => import('./example-dialog').then(({ ExampleDialog }) => ExampleDialog),
  { browserOnly: true },
)
export const ImportDialog = later(() => import('./import-dialog').then(({ ImportDialog }) => ImportDialog), {
  browserOnly: true,
})
export const ResolverEditor = later(
  () => import('./resolver-editor').then(({ ResolverEditor }) => ResolverEditor),
  { browserOnly: true },
)
export const WrongCard = later(() => import('./wrong-card').then(({ WrongCard }) => WrongCard), {
  browserOnly: true,
})
export const NoResolvers = later(() => import('./no-resolvers').then(({ NoResolvers }) => NoResolvers))
export const NoLinks = later(() => import('./no-links').then(({ NoLinks }) => NoLinks))
export const WorkbenchNotes = later(() =>
  import('./workbench-notes').then(({ WorkbenchNotes }) => WorkbenchNotes),
)
const loadDraft = () => import('./draft-actions')
export const DraftActions = later(() => loadDraft().then(({ DraftActions }) => DraftActions), {
  browserOnly: true,
})
export const DraftState = later(() => loadDraft().then(({ DraftState }) => DraftState), { browserOnly: true })
export const DraftProblem = later(
  () => import('@/components/ui/draft-problem').then(({ DraftProblem }) => DraftProblem),
  { browserOnly: true },
)
