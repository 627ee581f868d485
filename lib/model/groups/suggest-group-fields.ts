import type { GroupFields } from './group-fields'

const names = {
  groupId: ['groupid', 'group', 'externalgroup', 'externalgroupid'],
  member: ['member', 'memberid', 'userprincipalname', 'upn', 'user', 'email', 'mail'],
  kind: ['type', 'kind', 'membertype', 'memberkind'],
  displayName: ['displayname', 'groupname', 'name'],
  description: ['description', 'groupdescription'],
}

/** What the names of the fields suggest. What nothing suggests is the first field, for somebody to choose another. */
export function suggestGroupFields(fields: readonly string[]): GroupFields {
  const known = new Map(fields.map((field) => [field.toLowerCase().replace(/[^a-z0-9]/g, ''), field]))
  const find = (wanted: readonly string[]) => {
    const name = wanted.find((one) => known.has(one))
    return name === undefined ? undefined : known.get(name)
  }
  const [first = 'group', second = first] = fields
  return {
    groupId: find(names.groupId) ?? first,
    member: find(names.member) ?? second,
    kind: find(names.kind),
    otherwise: 'user',
    displayName: find(names.displayName),
    description: find(names.description),
  }
}
