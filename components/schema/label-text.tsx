'use client'

import { labelInfo } from '@/lib/model/labels/labels'

/** What a label does. */
export function LabelText({ label }: { label: string }) {
  const { use, note, entity } = labelInfo(label)
  return (
    <p className="mt-0.5 text-sm text-muted">
      {use} {note} {entity && `The value is JSON of the entity ${entity}.`}
    </p>
  )
}
