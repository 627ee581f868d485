import { inFile, type Mutants } from './mutant'

const request = inFile('rules/search-request.ts')
const route = inFile('routes/search.ts')
const scope = inFile('search/scope.ts')
const trimming = inFile('rules/acl-trimming.ts')
const compile = inFile('search/compile.ts')
const kql = inFile('rules/kql.ts')
const find = inFile('search/find.ts')
const refine = inFile('search/refine.ts')
const filters = inFile('rules/aggregation-filter.ts')
const index = inFile('search/catch-up.ts')
const directory = inFile('routes/directory.ts')

export const searchMutants: Mutants = {
  'search.delegated': [
    inFile('directory/permissions.ts')(
      "'POST /search/query': { application: [], delegated: ['ExternalItem.Read.All'] }",
      "'POST /search/query': both(['ExternalItem.Read.All'])",
    ),
    inFile('directory/permissions.ts')(
      "'POST /search/query': { application: [], delegated: ['ExternalItem.Read.All'] }",
      "'POST /search/query': { application: [], delegated: ['ExternalItem.Read.All', 'User.Read'] }",
    ),
  ],
  'search.requests': [
    request("read.length > 0 ? read : refuse(\"'requests' is empty.\", 'requests')", 'read'),
    route('requests.map((request)', 'requests.slice(0, 1).map((request)'),
  ],
  'search.page': [
    request('defaultSize = 25', 'defaultSize = 26'),
    request('defaultSize = 25', 'defaultSize = 24'),
    find('limit ? offset ?`, request.size, request.from,', 'limit ? offset ?`, request.size, 0,'),
    request('readCount(sent.size, `${target}.size`, 0,', 'readCount(sent.size, `${target}.size`, -9,'),
    request('readCount(sent.from, `${target}.from`, 0,', 'readCount(sent.from, `${target}.from`, -9,'),
  ],
  'search.trim': [
    trimming("own.every(({ accessType }) => accessType !== 'deny')", 'true'),
    trimming("own.some(({ accessType }) => accessType === 'grant') &&", ''),
    trimming('principal.groups.has(value.toLowerCase())', 'false'),
    trimming('principal.externalGroups.has(value)', 'false'),
    scope('groupsOf(tenant, userId)', '[]'),
    scope(
      'externalGroupsOf(tenant, row.key, userId, groups)',
      'externalGroupsOf(tenant, row.key, userId, [])',
    ),
    trimming(
      "if (type === 'everyoneExceptGuests') return !principal.guest",
      "if (type === 'everyoneExceptGuests') return true",
    ),
  ],
  'search.guests': [scope("user?.userType !== 'Guest' || rules.guestsInEveryone === 'included'", 'true')],
  'search.manyGroups': [
    scope('maxExternalGroups = 10_000', 'maxExternalGroups = 10_001'),
    scope('maxExternalGroups = 10_000', 'maxExternalGroups = 9_999'),
    scope('externalGroups.length > maxExternalGroups', 'false'),
  ],
  'search.kql': [
    compile(
      'conditions.filter(isMatch).map(({ match }) => match) const others',
      'conditions.filter(isMatch).map(({ match }) => match).slice(0, 1); const others',
    ),
    compile('`not (${sql})`', 'sql'),
    compile("matches.join(' AND ')", "matches.join(' OR ')"),
    compile("prefix ? ' *' : ''", "''"),
    compile('if (!column?.property.isQueryable) return nothing', 'if (!column) return nothing'),
    compile('({ property }) => property.isSearchable', '() => true'),
    compile('`(p${column.place} : ${phrase(value, prefix)})`', '`${phrase(value, prefix)}`'),
    kql("while (next() === 'OR')", "while (next() === 'OR' && parts.length < 0)"),
  ],
  'search.kqlErrors': [
    kql("refuse('A parenthesis is not closed.', 'queryString')", 'inner'),
    kql("refuse('A parenthesis was not opened.', 'queryString')", 'query'),
    kql("return refuse(`The query '${text}' is not valid.`, 'queryString')", "return { kind: 'everything' }"),
    kql("if (!value && !prefix) refuse(`The restriction of '${name}' has no value.`, 'queryString')", ''),
  ],
  'search.emptyQuery': [kql("if (tokens.length === 0) return { kind: 'everything' }", '')],
  'search.restriction': [
    compile(
      'demandProperties(query: Query, scopes: Scope[]) {',
      'demandProperties(query: Query, scopes: Scope[]) { return',
    ),
    scope('if (!columns.has(alias)) columns.set(alias, { property, place })', ''),
  ],
  'search.sources': [
    scope(
      'const rows = contentSources ? named(tenant, contentSources) : listConnections(tenant)',
      'const rows = listConnections(tenant)',
    ),
    scope(
      "id ?? refuse(`The content source '${source}' has to be /external/connections/{id}.`, 'contentSources')",
      "id ?? ''",
    ),
  ],
  'search.fields': [
    route('.filter((one) => one.isRetrievable)', ''),
    route('/^label_/i.test(field)', 'false'),
    route('if (!fields || fields.length === 0) {', 'if (!fields) return picked; if (fields.length === 0) {'),
    route('name.toLowerCase() === field.toLowerCase()', 'name === field'),
  ],
  'search.refinable': [
    refine('if (found.size === 0 && scopes.length > 0) refuse', 'if (found.size < 0) refuse'),
    refine('if (column?.property.isRefinable) found.set', 'if (column) found.set'),
    find(
      "columns: refinable(scopes, sort.name, 'sortProperties')",
      'columns: new Map<Scope, { property: { name: string } }>()',
    ),
    request('maxSortProperties = 5', 'maxSortProperties = 6'),
    refine(
      "columns: refinable(scopes, field, 'aggregationFilters')",
      "columns: scopes.length > 0 ? new Map<Scope, Column>() : refinable(scopes, field, 'aggregationFilters')",
    ),
  ],
  'search.filters': [
    filters('if (!found?.[0]) return fail()', 'if (!found?.[0]) return { field, tokens }'),
    filters("if (!group || !left.startsWith(',')) return fail()", "if (!left.startsWith(',')) break"),
    filters('if (!field) fail()', ''),
    filters("Buffer.from(hex, 'hex').toString('utf8')", 'hex'),
  ],
  'search.ranges': [
    refine('if (isTextType(column.property.type)) refuse', 'if (column.place < 0) refuse'),
    refine('if ([from, to].some((text) => text !== undefined && bound(text) === null)) {', 'if (!column) {'),
    request(
      "if (range.from === undefined && range.to === undefined) refuse(`'${target}' needs 'from' or 'to'.`, target)",
      '',
    ),
    refine('f.value >= ?3', 'f.value > ?3'),
    refine('f.value < ?4', 'f.value <= ?4'),
  ],
  'search.delay': [
    index('tenant.now() - tenant.settings.indexMs, fewItems', 'tenant.now(), fewItems'),
    index('tenant.now() - tenant.settings.indexMs, fewItems', 'tenant.now() - 90_000, fewItems'),
  ],
  'search.approximate': [
    find('tenant.settings.searchCandidates', '100_000'),
    inFile('settings.ts')('searchCandidates: 100_000', 'searchCandidates: 10_000'),
  ],
  'directory.missing': [
    inFile('routes/users.ts')("'Request_ResourceNotFound'", "'ItemNotFound'"),
    inFile('routes/users.ts')(
      'if (!user) throw resourceNotFound(key)',
      'if (!user) throw new GraphError(400, "BadRequest", key)'.replaceAll('"', "'"),
    ),
    inFile('routes/user-store.ts')(
      'userPrincipalName = ?1) and tenantId = ?2',
      'userPrincipalName = ?1) and tenantId <> ?2 or userPrincipalName = ?1',
    ),
    directory(
      "if (!group) throw resourceNotFound(ctx.param('groupId'))",
      "if (!group) throw refuse('There is no such group.')",
    ),
  ],
  'directory.byIds': [
    directory('maxIds = 1000', 'maxIds = 1001'),
    directory('maxIds = 1000', 'maxIds = 999'),
    directory('isGuid(id) ? id.toLowerCase()', "typeof id === 'string' ? id.toLowerCase()"),
  ],
}

export const ownMutants: Mutants = {
  'request.addresses': [
    inFile('kernel/address.ts')("forwarded === 'https' || forwarded === 'http' ? forwarded : own", 'own'),
    inFile('kernel/address.ts')("first(headers, 'x-forwarded-host')", "''"),
    inFile('kernel/address.ts')('hosts.find((host) => hostForm.test(host))', 'undefined'),
  ],
  'request.hosts': [
    inFile('kernel/address.ts')("isOwnName(host) || !name.includes('.')", "true || !name.includes('.')"),
    inFile('kernel/address.ts')("!name.includes('.') ||", ''),
    inFile('kernel/address.ts')("allowed.includes('*') ||", ''),
    inFile('kernel/address.ts')('|| allowed.includes(name)', ''),
    inFile('server.ts')('options.allowedHosts ?? []', '[]'),
  ],
  'request.depth': [
    inFile('kernel/body.ts')('maxDepth = 100', 'maxDepth = 40_000'),
    inFile('kernel/body.ts')('maxDepth = 100', 'maxDepth = 99'),
    inFile('kernel/body.ts')('maxDepth = 100', 'maxDepth = 101'),
  ],
  'answer.bug': [
    inFile('kernel/errors.ts')(
      "new GraphError(500, 'generalException', 'General exception while processing.')",
      "new GraphError(400, 'generalException', 'General exception while processing.')",
    ),
    inFile('rules/members.ts')(
      "if (!isObject(value)) refuse(`A value of type '${type}' has to be a JSON object.`)",
      '',
    ),
  ],
  'consent.openid': [
    inFile('authority/scopes.ts')('scopes.filter((scope) => !openId.has(scope))', 'scopes'),
    inFile('authority/consent.ts')('...app.delegatedPermissions, ...own.map(', '...own.map('),
  ],
  'search.entities': [request("types.length !== 1 || types[0] !== 'externalItem'", 'types.length !== 1')],
  'search.collapse': [
    request('Array.isArray(sent.collapseProperties) && sent.collapseProperties.length > 0', 'false'),
  ],
  'search.kqlLimits': [
    kql('maxTerms = 500', 'maxTerms = 501'),
    kql('maxTerms = 500', 'maxTerms = 499'),
    kql('maxDepth = 50', 'maxDepth = 51'),
    kql('maxDepth = 50', 'maxDepth = 49'),
    kql('if (operatorLike) refuse', 'if (operatorLike && !plain) refuse'),
    kql('/^(?:NEAR|ONEAR|XRANK|WORDS|ALL|ANY|NONE)$/', '/^(?:XRANK)$/'),
  ],
  'search.filterLimits': [
    request('maxFilters = 100', 'maxFilters = 101'),
    request('maxFilters = 100', 'maxFilters = 99'),
    filters('maxRanges = 100', 'maxRanges = 101'),
    filters('maxRanges = 100', 'maxRanges = 99'),
  ],
  'search.behind': [
    index('performance.now() < end) await turn()', 'true) await turn()'),
    index('while (indexSome(tenant) && performance.now() < end) await turn()', ''),
    inFile('settings.ts')('indexWaitMs: 10_000', 'indexWaitMs: 0'),
  ],
}
