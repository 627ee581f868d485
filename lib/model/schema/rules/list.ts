const property = 'https://learn.microsoft.com/en-us/graph/api/resources/externalconnectors-property'
const guide = 'https://learn.microsoft.com/en-us/graph/connecting-external-content-manage-schema'
const schema = 'https://learn.microsoft.com/en-us/graph/api/resources/externalconnectors-schema'
const people =
  'https://learn.microsoft.com/en-us/microsoft-365/copilot/extensibility/build-connectors-with-people-data'
const copilot = 'https://learn.microsoft.com/en-us/graph/connecting-external-content-experiences'
const policy = null

export interface SchemaRule {
  severity: 'error' | 'warning'
  text: string
  /** Microsoft's page, or null where the rule is this console's own caution. */
  source: string | null
}

const error = (text: string, source: string | null): SchemaRule => ({ severity: 'error', text, source })
const warning = (text: string, source: string | null): SchemaRule => ({ severity: 'warning', text, source })

/**
 * Every rule that `checkSchema` applies (docs/graph-contract.md#schemas). A problem can be milder than its
 * rule, see prop.label.type.
 */
export const schemaRules = {
  'schema.baseType': error('The base type is microsoft.graph.externalItem.', guide),
  'schema.count': error('A schema has 1 to 128 properties.', schema),
  'prop.name': error('A name has 1 to 32 letters and digits.', property),
  'prop.name.unique': error('Names and aliases differ from each other, whatever their case.', policy),
  'prop.name.content': error('The text of an item is its own member, not a property called content.', guide),
  'prop.type': error('A property has one of the types Graph knows.', property),
  'prop.searchable.type': error('Only text can be searchable.', property),
  'prop.searchable.refinable': error('A property is searchable or refinable, not both.', guide),
  'prop.refinable.type': warning('Refinable is documented for text and numbers.', guide),
  'prop.queryable.type': warning('Whether people can be queried is not documented.', policy),
  'prop.description': error('A description has at most 200 characters.', property),
  'prop.alias': error('An alias has 1 to 32 letters and digits.', property),
  'prop.alias.count': warning('Many aliases on one property; Graph publishes no limit.', policy),
  'prop.label.known': warning('A label is one that Graph publishes.', property),
  'prop.label.once': error('A label belongs to one property.', guide),
  'prop.label.retrievable': error('A property with a label is retrievable; person labels are exempt.', guide),
  'prop.label.type': error('A label fits the type of its property.', guide),
  'copilot.labels': warning('Copilot needs the labels title, url and iconUrl.', copilot),
  'copilot.searchable': warning('Something has to be searchable to be found.', policy),
  'people.account': error('A people connection has one property labelled personAccount.', people),
  'people.category': error('Person labels belong to people connections.', people),
  'people.type': error('A person label has the one type that is documented for it.', people),
  'people.blocked': error('Some person labels are not supported.', people),
  'people.principal': error('People connections have no principal properties.', people),
  'people.flags': warning('Search attributes are ignored on people connections.', people),
  'people.description': warning('Descriptions of properties with a person label are ignored.', people),
  'update.removed': error('A registered property stays.', policy),
  'update.renamed': error('The name of a registered property stays.', policy),
  'update.type': error('The type of a registered property stays.', policy),
  'update.refinable': error('A registered property cannot become refinable.', guide),
  'update.searchable': error('A refinable property cannot become searchable.', guide),
  'update.attribute': warning('Taking away an attribute makes old and new items behave differently.', guide),
} as const satisfies Record<string, SchemaRule>

export type SchemaRuleId = keyof typeof schemaRules
