import { inFile, type Mutants } from './mutant'

const sourceRules = inFile('rules/profile-rules.ts')
const sources = inFile('routes/profile-sources.ts')
const settings = inFile('routes/profile-settings.ts')
const order = inFile('people/sources.ts')
const compose = inFile('people/compose.ts')
const read = inFile('people/read-person.ts')
const kinds = inFile('people/person-properties.ts')
const check = inFile('people/entity-check.ts')

export const peopleMutants: Mutants = {
  'source.id': [
    sourceRules(
      "if (!sourceId) refuse(\"'sourceId' is required.\", 'sourceId')",
      "if (!sourceId) return { id, sourceId: 'x', displayName: null, kind: null, webUrl: null, localizations: [] }",
    ),
    sources('if (taken) {', 'if (taken && store.file === source.id) {'),
    sources('sent.sourceId !== undefined && sent.sourceId !== stored.sourceId', 'false'),
  ],
  'source.members': [
    sourceRules("if (complete && !displayName) refuse(\"'displayName' is required.\", 'displayName')", ''),
    sourceRules("if (complete && !webUrl) refuse(\"'webUrl' is required.\", 'webUrl')", ''),
  ],
  'source.webUrl': [
    sourceRules(
      "read.webUrl = readUrl(sent.webUrl, 'webUrl', ['https:'])",
      "read.webUrl = readUrl(sent.webUrl, 'webUrl', ['https:', 'http:'])",
    ),
    sourceRules(
      "read.webUrl = readUrl(sent.webUrl, 'webUrl', ['https:'])",
      "read.webUrl = readText(sent.webUrl, 'webUrl')",
    ),
  ],
  'source.builtIn': [
    sources('if (source.sourceId !== entraSourceId) return source', 'return source'),
    sources('const stored = ownSource(ctx)', 'const stored = findSource(ctx)'),
    sources('ownSource(ctx).id)', 'findSource(ctx).id)'),
  ],
  'source.builtInStatus': [sources('new GraphError(status,', 'new GraphError(403,')],
  'setting.global': [
    settings('if (taken) throw nameConflict', 'if (taken && !tenant) throw nameConflict'),
    settings(
      "urls ?? refuse(\"'prioritizedSourceUrls' is required.\", 'prioritizedSourceUrls')",
      'urls ?? []',
    ),
    order('listProfileSettings(tenant).find(({ name }) => !name)', 'listProfileSettings(tenant).at(-1)'),
  ],
  'setting.directory': [
    sourceRules('[...urls, entraSourceUrl]', '[entraSourceUrl, ...urls]'),
    sourceRules(
      "whenMissing === 'append' ? [...urls, entraSourceUrl] : undefined",
      '[...urls, entraSourceUrl]',
    ),
    settings('withEntraSource(urls, settings.entraSourceMissing)', 'urls'),
    sourceRules('if (urls.some(namesEntra)) return urls', ''),
  ],
  'setting.forms': [
    order('if (/^https:\\/\\/login\\.microsoftonline\\.com\\/?$/i.test(url)) return entraSourceId', ''),
    order('|\\/([^/?]+))$/i.exec(url) ?? /\\/external', ')$/i.exec(url) ?? /\\/external'),
    order("/\\/external\\/connections(?:\\('([^']+)'\\)|\\/([^/?]+))$/i.exec(url) ??", ''),
    order("(?:sourceId=)?'([^']+)'", "sourceId='([^']+)'"),
  ],
  'profile.order': [
    order('place(a) - place(b)', 'place(b) - place(a)'),
    compose('shown: !taken', 'shown: true'),
    compose('const taken = kind.single &&', 'const taken ='),
  ],
  'profile.late': [compose('registeredAt > updatedAt &&', 'registeredAt < 0 &&')],
  'profile.unlisted': [order('found < 0 ? order.length : found', 'found < 0 ? -1 : found')],
  'profile.delay': [
    compose('now() - settings.indexMs', 'now()'),
    inFile('settings.ts')('indexMs: 0,', 'indexMs: 60_000,'),
  ],
  'person.silent': [
    inFile('routes/items.ts')(
      'if (person) recordPerson(tenant, row.key, id, item, person)',
      "if (person) { recordPerson(tenant, row.key, id, item, person); if (tenant.store.get('select 1 from ignoredValues where itemId = ?', id)) throw itemNotFound() }",
    ),
    inFile('routes/items.ts')('if (person) recordPerson(tenant, row.key, id, item, person)', ''),
  ],
  'person.account': [
    read(
      "return user.mail ? { id: user.id } : { problem: 'the user has no mailbox' }",
      'return { id: user.id }',
    ),
    read("if (!user) return { problem: `no user matches ${keys.join(' or ')}` }", 'if (!user) return {}'),
    read('[account.userPrincipalName, account.externalDirectoryObjectId]', '[account.userPrincipalName]'),
    read(
      '[account.userPrincipalName, account.externalDirectoryObjectId]',
      '[account.externalDirectoryObjectId]',
    ),
  ],
  'person.json': [
    read("if (entity === undefined) return 'not valid JSON'", ''),
    read("if (!isObject(entity)) return 'the JSON is not one object'", ''),
    read('if (problem) return problem', ''),
    check(
      'enumMember(kind, value) ? undefined :',
      'typeof value === "string" ? undefined :'.replaceAll('"', "'"),
    ),
  ],
  'person.counts': [
    read('most !== undefined && index >= most', 'false'),
    read('index >= most', 'index > most'),
    kinds(
      "kind('personEmails', 'emails', 'itemEmail', { most: 3 })",
      "kind('personEmails', 'emails', 'itemEmail')",
    ),
    kinds(
      "kind('personAddresses', 'addresses', 'itemAddress', { most: 3 })",
      "kind('personAddresses', 'addresses', 'itemAddress')",
    ),
    kinds("kind('personName', 'names', 'personName', only)", "kind('personName', 'names', 'personName')"),
    kinds(
      "kind('personCurrentPosition', 'positions', 'workPosition', only)",
      "kind('personCurrentPosition', 'positions', 'workPosition')",
    ),
    kinds(
      "kind('personWebSite', 'websites', 'personWebsite', only)",
      "kind('personWebSite', 'websites', 'personWebsite')",
    ),
    kinds(
      "kind('personNote', 'notes', 'personAnnotation', only)",
      "kind('personNote', 'notes', 'personAnnotation')",
    ),
    kinds(
      "kind('personSkills', 'skills', 'skillProficiency')",
      "kind('personSkills', 'skills', 'skillProficiency', { most: 3 })",
    ),
  ],
  'person.everyone': [
    read("type === 'everyone' && accessType === 'grant'", "type === 'everyone'"),
    read("type === 'everyone' && accessType === 'grant'", "accessType === 'grant'"),
    read('userId: open ? userId : undefined', 'userId'),
  ],
  'person.preview': [
    kinds(
      "previewProperties = ['connectionid', 'externalid', 'oid', 'accounts']",
      "previewProperties = ['connectionid', 'externalid', 'oid', 'accounts', 'color']",
    ),
  ],
  'person.search': [
    inFile('search/scope.ts')("(!people || rules.peopleInSearch === 'shown')", '(!people || true)'),
  ],
}
