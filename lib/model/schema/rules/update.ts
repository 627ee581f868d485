import { type ChangeKind, diffSchema, type SchemaChange } from '../diff'
import type { ConnectorSchema, Property } from '../schema'
import type { SchemaRuleId } from './list'
import type { Report, SchemaFix } from './problem'

interface UpdateRule {
  rule: SchemaRuleId
  field: keyof Property
  restore: (registered: Property) => SchemaFix
}

const flags = (label: string, keys: ('isSearchable' | 'isQueryable' | 'isRetrievable' | 'isRefinable')[]) => {
  return (registered: Property): SchemaFix => ({
    label,
    change: Object.fromEntries(keys.map((key) => [key, registered[key] ?? false])),
  })
}

const update: Partial<Record<ChangeKind, UpdateRule>> = {
  renameProperty: {
    rule: 'update.renamed',
    field: 'name',
    restore: ({ name }) => ({ label: `Restore name ${name}`, change: { name } }),
  },
  changeType: {
    rule: 'update.type',
    field: 'type',
    restore: ({ type }) => ({ label: `Restore type ${type}`, change: { type } }),
  },
  addRefinable: {
    rule: 'update.refinable',
    field: 'isRefinable',
    restore: flags('Restore', ['isRefinable']),
  },
  refinableToSearchable: {
    rule: 'update.searchable',
    field: 'isSearchable',
    restore: flags('Restore', ['isSearchable', 'isRefinable']),
  },
}

/**
 * A registered schema can only grow (docs/graph-contract.md#update-keep): every refused change is an error
 * that offers to restore.
 */
export function checkUpdate(registered: ConnectorSchema, proposed: ConnectorSchema, report: Report) {
  for (const change of diffSchema(registered, proposed)) {
    const message = `'${change.property}': ${change.text}`
    const rule = update[change.change]
    if (rule && change.registered)
      report(rule.rule, message, { property: change.index, field: rule.field }, [
        rule.restore(change.registered),
      ])
    if (change.change === 'removeAttribute') report('update.attribute', message, { property: change.index })
    if (change.change === 'removeProperty') report('update.removed', message, {}, restoring(change))
  }
}

const restoring = ({ property, registered }: SchemaChange): SchemaFix[] =>
  registered ? [{ label: `Restore property ${property}`, change: registered }] : []
