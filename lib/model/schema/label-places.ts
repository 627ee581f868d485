import { labelInfo } from '../labels/labels'
import type { ConnectorSchema } from './schema'

/** Where each label is used, by its name: the place of the first property that carries it. */
export function labelPlaces({ properties }: ConnectorSchema) {
  const places = new Map<string, number>()
  for (const [place, { labels }] of properties.entries())
    for (const label of labels ?? []) {
      const name = labelInfo(label).label
      if (!places.has(name)) places.set(name, place)
    }
  return places
}
