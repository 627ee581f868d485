import type { Tenant } from '../store/tenant'

export type DirectoryGroup = { id: string; displayName: string; description: string | null }

type Row = { id: string; body: string }

const parse = ({ id, body }: Row): DirectoryGroup => ({
  id,
  ...(JSON.parse(body) as Omit<DirectoryGroup, 'id'>),
})

export const listDirectoryGroups = ({ store }: Tenant) =>
  store.all<Row>('select id, body from directoryGroups order by id').map(parse)

export function findDirectoryGroup({ store }: Tenant, id: string) {
  const row = store.get<Row>('select id, body from directoryGroups where id = ?', id.toLowerCase())
  return row && parse(row)
}
