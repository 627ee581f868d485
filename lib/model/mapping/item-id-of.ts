import { itemIdFrom } from '../items/item-id'
import type { ConnectorSchema } from '../schema/schema'
import { type Computed, type ComputedValue, nothingComputed } from './computed'
import { convertValue } from './convert-value'
import { type FieldValues, isBlank } from './field-value'
import type { Mapping } from './mapping'
import { cell, type ItemProblem, problem } from './property-from-row'
import { shown } from './shown'

/** The id of a record's item, or why it makes none. */
export function idOf(
  row: FieldValues,
  mapping: Mapping,
  schema: ConnectorSchema,
  people: boolean,
  computed: Computed = nothingComputed,
): { itemId: string | null; problems: ItemProblem[] } {
  if ('expression' in mapping.itemId) return idFrom(computed['item id'])
  const { column } = mapping.itemId
  const value = cell(row, column)
  if (value === undefined) {
    const message = `itemId: the cell in column '${column}' is empty. Give each row an id of its own, or map another column.`
    return { itemId: null, problems: [problem('itemId', column, message)] }
  }
  const told = convertValue('string', value)
  if ('problem' in told)
    return { itemId: null, problems: [problem('itemId', column, `itemId: ${told.problem}`)] }
  const text = String(told.value)
  // Entra compares names without case; the item of a person must not depend on how a file spells them.
  const made = itemIdFrom(people && isAccountColumn(mapping, schema, column) ? text.toLowerCase() : text)
  if ('id' in made) return { itemId: made.id, problems: [] }
  const message = `itemId: ${shown(text)} in column '${column}' makes no item id. ${made.problem} Map a column with shorter ids.`
  return { itemId: null, problems: [problem('itemId', column, message)] }
}

function idFrom(made: ComputedValue | undefined) {
  const failed = (message: string, code?: ItemProblem['code']) => ({
    itemId: null,
    problems: [{ ...problem('itemId', undefined, `itemId: ${message}`), code }],
  })
  if (made && 'problem' in made) return failed(made.problem, 'expression-failed')
  if (!made || isBlank(made.value))
    return failed('the expression gives nothing. Each row needs an id of its own.')
  const told = convertValue('string', made.value)
  if ('problem' in told) return failed(told.problem)
  const id = itemIdFrom(String(told.value))
  if ('id' in id) return { itemId: id.id, problems: [] }
  return failed(`${shown(String(told.value))}, which the expression gives, makes no item id. ${id.problem}`)
}

function isAccountColumn(mapping: Mapping, schema: ConnectorSchema, column: string) {
  const account = schema.properties.find(({ labels }) => labels?.includes('personAccount'))
  const how = account && mapping.properties[account.name]
  return how?.kind === 'entity' && Object.values(how.fields).includes(column)
}
