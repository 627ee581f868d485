import { propertyTypes } from '../property-types'
import type { Subject } from './index-limits'
import type { Report } from './problem'

/** The rules of types and search attributes (docs/graph-contract.md#property-searchable). */
export function checkAttributes({ property, place, name }: Subject, report: Report) {
  const { type, isSearchable, isRefinable, isQueryable } = property
  const info = propertyTypes[type]
  const at = { property: place }
  if (!info) {
    const known = Object.keys(propertyTypes).join(', ')
    const message = `${name}: '${type}' is not a type. Choose one of ${known}.`
    return report('prop.type', message, { ...at, field: 'type' })
  }
  if (isSearchable && !info.searchable)
    report(
      'prop.searchable.type',
      `${name} is ${type}; only string and stringCollection can be searchable.`,
      { ...at, field: 'isSearchable' },
      [{ label: 'Not searchable', change: { isSearchable: false } }],
    )
  if (isSearchable && isRefinable)
    report(
      'prop.searchable.refinable',
      `${name}: searchable and refinable exclude each other.`,
      { ...at, field: 'isRefinable' },
      [
        { label: 'Keep searchable', change: { isRefinable: false } },
        { label: 'Keep refinable', change: { isSearchable: false } },
      ],
    )
  if (isRefinable && info.refinable !== 'yes')
    report(
      'prop.refinable.type',
      `${name} is ${type}; refinable is documented for text and numbers only.`,
      { ...at, field: 'isRefinable' },
      [{ label: 'Not refinable', change: { isRefinable: false } }],
    )
  if (isQueryable && info.queryable !== 'yes')
    report(
      'prop.queryable.type',
      `${name} is ${type}; whether that can be queried is not documented.`,
      { ...at, field: 'isQueryable' },
      [{ label: 'Not queryable', change: { isQueryable: false } }],
    )
}
