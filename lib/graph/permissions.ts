/**
 * The least application permission for a call (docs/graph-contract.md#permissions), named when Graph answers
 * 403.
 */
export function missingPermission(method: string, path: string) {
  const write = method.toLowerCase() !== 'get'
  if (/^\/external\/connections\/[^/]+\/(items|groups)\b/i.test(path)) return 'ExternalItem.ReadWrite.OwnedBy'
  if (/^\/external\/connections\b/i.test(path)) return 'ExternalConnection.ReadWrite.OwnedBy'
  if (/^\/admin\/people\b/i.test(path))
    return write ? 'PeopleSettings.ReadWrite.All' : 'PeopleSettings.Read.All'
  if (/^\/(groups\b|users\/[^/]+\/\w*memberOf)/i.test(path)) return 'GroupMember.Read.All'
  if (/^\/users\b/i.test(path)) return 'User.ReadBasic.All'
  return undefined
}
