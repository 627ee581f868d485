import { AppError } from '../../platform/errors'
import { limits } from '../file/limits'

/** The names of a query's columns. Throws when records cannot be made of them. */
export function columnNames(names: readonly string[]): readonly string[] {
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined)
    throw refused(`Two columns of the query are named '${twice}'. Name one otherwise with 'as'.`)
  if (names.includes('__proto__'))
    throw refused("A column cannot be named __proto__. Name it otherwise with 'as'.")
  if (names.length > limits.columns)
    throw refused(`The query has over ${limits.columns} columns. Ask for fewer.`)
  return names
}

const refused = (message: string) => new AppError('invalid', message, { field: 'query' })
