import { refuse } from './refusal'
import { type Property, type SentProperty, withDefaults } from './schema-rules'

/**
 * The properties after an update. What the request does not mention stays: a property in it takes only the
 * members that are sent. In strict mode a property that is left out is refused instead
 * (docs/graph-contract.md#schema-merge).
 */
export function mergeProperties(registered: Property[], sent: SentProperty[], strict: boolean): Property[] {
  const rest = new Map(sent.map((property) => [property.name.toLowerCase(), property]))
  if (rest.size < sent.length) refuse('A property name is used twice.', 'properties')

  const kept = registered.map((property) => {
    const change = rest.get(property.name.toLowerCase())
    if (!change) {
      return strict
        ? refuse(`The registered property '${property.name}' is missing.`, property.name)
        : property
    }
    rest.delete(property.name.toLowerCase())
    return changeProperty(property, change)
  })
  return [...kept, ...[...rest.values()].map(withDefaults)]
}

function changeProperty(registered: Property, sent: SentProperty): Property {
  const { name } = registered
  if (sent.type !== registered.type) {
    refuse(`The type of '${name}' cannot be changed from ${registered.type} to ${sent.type}.`, name)
  }
  if (sent.isRefinable && !registered.isRefinable) {
    refuse(`Property '${name}' is registered and cannot become refinable.`, name)
  }
  if (sent.isSearchable && registered.isRefinable) {
    refuse(`Property '${name}' is refinable and cannot become searchable.`, name)
  }
  const exact = sent.isExactMatchRequired ?? registered.isExactMatchRequired
  if (exact !== registered.isExactMatchRequired) {
    refuse(`isExactMatchRequired of '${name}' cannot be changed.`, name)
  }
  return { ...registered, ...sent, name }
}
