import type { ConnectorSchema } from '../schema/schema'
import type { MappingDraft } from './mapping'
import type { MappingProblem } from './mapping-problem'
import { propertyFrom } from './property-from-row'

/** What is wrong with the values that are typed into the mapping: they fit their properties always or never. */
export function checkConstants({ properties }: MappingDraft, schema: ConnectorSchema): MappingProblem[] {
  return schema.properties.flatMap((property) => {
    const how = properties[property.name]
    if (!how || how.kind === 'entity') return []
    const value = how.kind === 'constant' ? how.value : how.default
    if (value === undefined) return []
    const { problems } = propertyFrom({}, property, { kind: 'constant', value, separator: how.separator })
    return problems.map(({ severity, message }) => ({ severity, field: property.name, message }))
  })
}
