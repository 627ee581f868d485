import { NewConnection } from '@/lib/model/connection'
import { problemsOf } from '@/lib/model/problems'

/** What is wrong with each field, the names already taken in the tenant among it. */
export function newConnectionProblems(
  values: NewConnection,
  existing: readonly { id: string; name: string }[],
): Map<string, string> {
  const problems = new Map(problemsOf(NewConnection, values).map(({ field, message }) => [field, message]))
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
