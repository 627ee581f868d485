import { ConnectionUpdate, NewConnection } from '@/lib/model/connection/connection'
import { problemsOf } from '@/lib/model/problems'

// In a file of its own, which the forms load after hydration: the rules are larger than both forms.
export { connectionWarnings } from '@/lib/model/connection/connection'
export { proposeConnectionId } from '@/lib/model/connection/id'

const fields = ['name', 'id', 'description', 'contentCategory']

/** What is wrong with each field, including names that the tenant has already. */
export function newConnectionProblems(
  values: NewConnection,
  existing: readonly { id: string; name: string }[],
): Map<string, string> {
  const found = problemsOf(NewConnection, values)
  // In the order of the form, so that the first is the first to the eye.
  found.sort((one, other) => fields.indexOf(one.field) - fields.indexOf(other.field))
  const problems = new Map(found.map(({ field, message }) => [field, message]))
  const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()
  const byId = existing.find(({ id }) => same(id, values.id))
  const byName = existing.find(({ name }) => same(name, values.name))
  if (byId && !problems.has('id')) {
    problems.set('id', `"${byId.id}" is the id of the connection ${byId.name}. Choose another id.`)
  }
  if (byName && !problems.has('name')) {
    problems.set('name', `A connection with the name "${byName.name}" exists already. Choose another name.`)
  }
  return problems
}

/** What is wrong with each field of a change. */
export const updateProblems = (values: ConnectionUpdate): Map<string, string> =>
  new Map(problemsOf(ConnectionUpdate, values).map(({ field, message }) => [field, message]))
