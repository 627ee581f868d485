'use client'

import { later } from '@/components/ui/later'

export const GroupDialog = later(() => import('./group-dialog').then(({ GroupDialog }) => GroupDialog), {
  browserOnly: true,
})
export const MembersFileDialog = later(
  () => import('./members-file-dialog').then(({ MembersFileDialog }) => MembersFileDialog),
  { browserOnly: true },
)
export const DeleteGroupDialog = later(
  () => import('./delete-group-dialog').then(({ DeleteGroupDialog }) => DeleteGroupDialog),
  { browserOnly: true },
)

// Needed once there are fields to choose from, with the rules of how groups and members are named.
export const GroupFieldsCard = later(
  () => import('./group-fields-card').then(({ GroupFieldsCard }) => GroupFieldsCard),
  { browserOnly: true },
)
