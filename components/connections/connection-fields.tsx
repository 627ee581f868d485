import { Select } from '@/components/ui/select'
import { TextArea, TextField } from '@/components/ui/text-field'
import type { ContentCategory, NewConnection } from '@/lib/model/connection/connection'

/** Name, id, description and category of a new connection. The order is the order of the problems' focus. */
export function ConnectionFields({
  values,
  categories,
  change,
  problem,
  categoryFixed,
}: {
  values: NewConnection
  categories: readonly { value: ContentCategory; label: string }[]
  change: (field: keyof NewConnection, value: string) => void
  problem: (field: keyof NewConnection) => string | undefined
  categoryFixed: boolean
}) {
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="name"
          label="Name"
          value={values.name}
          onChange={(name) => change('name', name)}
          problem={problem('name')}
          description="Shown to admins and in search results; unique in the tenant."
        />
        <TextField
          name="id"
          label="Id"
          mono
          value={values.id}
          onChange={(id) => change('id', id)}
          problem={problem('id')}
          description="3 to 32 letters and digits. Cannot be changed later."
        />
      </div>
      <TextArea
        name="description"
        label="Description"
        value={values.description}
        onChange={(description) => change('description', description)}
        problem={problem('description')}
        description="What is in it, and for whom. Copilot reads this to decide when to look here."
      />
      <div className="sm:w-1/2 sm:pr-2">
        <Select
          name="contentCategory"
          label="Content category"
          value={values.contentCategory}
          disabled={categoryFixed}
          onChange={(category) => change('contentCategory', category)}
          problem={problem('contentCategory')}
          options={categories}
          description={categoryFixed ? 'People data always has this category.' : 'Cannot be changed later.'}
        />
      </div>
    </div>
  )
}
