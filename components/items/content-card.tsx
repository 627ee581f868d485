'use client'

import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-field'
import type { HandItem } from '@/lib/model/items/hand-item'

const contentTypes = [
  { value: 'text', label: 'Text' },
  { value: 'html', label: 'HTML' },
] as const

type Content = HandItem['content']

/** The content of an item written by hand, besides its properties. */
export function ContentCard({
  content,
  onChange,
}: {
  content: Content
  onChange: (content: Content) => void
}) {
  return (
    <Card title="Content" note="What search looks in besides the properties">
      <div className="grid gap-3">
        <Select
          label="Type of the content"
          value={content.type}
          onChange={(type) => onChange({ ...content, type })}
          options={contentTypes}
        />
        <TextArea
          label="Content"
          value={content.body}
          onChange={(body) => onChange({ ...content, body })}
          maxLength={500_000}
          rows={6}
          optional
        />
      </div>
    </Card>
  )
}
