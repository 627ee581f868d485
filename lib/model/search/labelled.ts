import type { ConnectorSchema } from '../schema/schema'

/** The text of the property that has the label; null when there is none. */
export function labelled(
  found: Readonly<Record<string, unknown>>,
  schema: ConnectorSchema | null,
  label: 'title' | 'url',
): string | null {
  const property = schema?.properties.find(({ labels }) => labels?.includes(label))
  if (!property) return null
  const name = property.name.toLowerCase()
  const [, value] = Object.entries(found).find(([key]) => key.toLowerCase() === name) ?? []
  return typeof value === 'string' && value !== '' ? value : null
}
