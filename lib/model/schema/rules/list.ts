const property = 'https://learn.microsoft.com/en-us/graph/api/resources/externalconnectors-property'
const guide = 'https://learn.microsoft.com/en-us/graph/connecting-external-content-manage-schema'
const schema = 'https://learn.microsoft.com/en-us/graph/api/resources/externalconnectors-schema'
const people =
  'https://learn.microsoft.com/en-us/microsoft-365/copilot/extensibility/build-connectors-with-people-data'
const copilot = 'https://learn.microsoft.com/en-us/graph/connecting-external-content-experiences'
const policy = null

export interface SchemaRule {
  severity: 'error' | 'warning'
  /** Microsoft's page, or null where the rule is this console's own caution. */
  source: string | null
}

const error = (source: string | null): SchemaRule => ({ severity: 'error', source })
const warning = (source: string | null): SchemaRule => ({ severity: 'warning', source })

/**
 * Every rule that `checkSchema` applies (docs/graph-contract.md#schemas). A problem can be milder than its
 * rule, see prop.label.type.
 */
export const schemaRules = {
  'schema.baseType': error(guide),
  'schema.count': error(schema),
  'prop.name': error(property),
  'prop.name.unique': error(policy),
  'prop.name.content': error(guide),
  'prop.type': error(property),
  'prop.searchable.type': error(property),
  'prop.searchable.refinable': error(guide),
  'prop.refinable.type': warning(guide),
  'prop.queryable.type': warning(policy),
  'prop.description': error(property),
  'prop.alias': error(property),
  'prop.alias.count': warning(policy),
  'prop.label.known': warning(property),
  'prop.label.once': error(guide),
  'prop.label.retrievable': error(guide),
  'prop.label.type': error(guide),
  'copilot.labels': warning(copilot),
  'copilot.searchable': warning(policy),
  'people.account': error(people),
  'people.category': error(people),
  'people.type': error(people),
  'people.blocked': error(people),
  'people.principal': error(people),
  'people.flags': warning(people),
  'people.description': warning(people),
  'update.removed': error(policy),
  'update.renamed': error(policy),
  'update.type': error(policy),
  'update.refinable': error(guide),
  'update.searchable': error(guide),
  'update.attribute': warning(guide),
} as const satisfies Record<string, SchemaRule>

export type SchemaRuleId = keyof typeof schemaRules
