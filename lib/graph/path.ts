import { AppError } from '../platform/errors'

/** Builds a path and encodes what is put into it: path`/external/connections/${id}/schema`. */
export function path(parts: TemplateStringsArray, ...values: string[]) {
  return parts.reduce((built, part, i) => built + encoded(values[i - 1] ?? '') + part)
}

/** A text for an OData key or filter literal, where a single quote is written twice. */
export const literal = (text: string) => text.replaceAll("'", "''")

function encoded(value: string) {
  // The URL parser resolves these, encoded or not, so that the call would reach another resource.
  if (value === '' || value === '.' || value === '..') {
    throw new AppError('invalid', `"${value}" cannot be used as an id.`)
  }
  return encodeURIComponent(value)
}
