import { inFile, type Mutants } from './mutant'

const rules = inFile('rules/connection-rules.ts')
const routes = inFile('routes/connections.ts')
const matrix = inFile('rules/state-matrix.ts')
const templates = inFile('rules/settings-rules.ts')
const body = inFile('routes/connection-body.ts')
const state = inFile('store/state.ts')
const enums = inFile('rules/enums.ts')

export const connectionMutants: Mutants = {
  'connection.id': [
    rules('/^[A-Za-z0-9]{3,32}$/', '/^[A-Za-z0-9-]{3,32}$/'),
    rules('{3,32}', '{2,32}'),
    rules('{3,32}', '{4,32}'),
    rules('{3,32}', '{3,33}'),
    rules('{3,32}', '{3,31}'),
    routes("if (!id) refuse(\"'id' is required.\", 'id')", ''),
  ],
  'connection.id.microsoft': [rules('/^microsoft/i', '/^Microsoft/'), rules('/^microsoft/i', '/microsoft/i')],
  'connection.id.reserved': [
    rules('if (reserved) refuse', 'if (!id) refuse'),
    ...[
      'None',
      'Directory',
      'Exchange',
      'ExchangeArchive',
      'LinkedIn',
      'Mailbox',
      'OneDriveBusiness',
      'SharePoint',
      'Teams',
      'Yammer',
      'Connectors',
      'TaskFabric',
      'PowerBI',
      'Assistant',
      'TopicEngine',
    ].map((id) => rules(`'${id}',`, '')),
  ],
  'connection.id.code': [
    inFile('kernel/errors.ts')("new GraphError(400, 'InvalidRequest',", "new GraphError(400, 'BadRequest',"),
    inFile('routes/checked.ts')('error instanceof InvalidId ?', 'true ?'),
  ],
  'connection.id.change': [routes('id !== undefined && id !== body.id', 'false')],
  'connection.id.unique': [
    routes('other.id.toLowerCase() === id.toLowerCase()', 'other.id === id'),
    routes('except === -1 && others.some', 'others.length > 9 && others.some'),
  ],
  'connection.name': [
    rules('name.length > maxNameLength', 'false'),
    rules('maxNameLength = 128', 'maxNameLength = 129'),
    rules('maxNameLength = 128', 'maxNameLength = 127'),
    rules("name.trim() === ''", 'false'),
    routes("if (!name) refuse(\"'name' is required.\", 'name')", ''),
  ],
  'connection.name.unique': [
    routes('other.name.toLowerCase() === name.toLowerCase()', 'false'),
    routes('other.name.toLowerCase() === name.toLowerCase()', 'other.name === name'),
    inFile('kernel/errors.ts')(
      "new GraphError(409, 'NameAlreadyExists'",
      "new GraphError(400, 'NameAlreadyExists'",
    ),
  ],
  'connection.category': [
    rules(
      "readEnum(contentCategories, sent.contentCategory, 'contentCategory')",
      'sent.contentCategory as ContentCategory',
    ),
    routes("contentCategory: 'uncategorized',", "contentCategory: 'email',"),
    ...[
      'knowledgeBase',
      'wikis',
      'fileRepository',
      'qna',
      'crm',
      'dashboard',
      'people',
      'media',
      'email',
      'messaging',
      'meetingTranscripts',
      'taskManagement',
      'learningManagement',
    ].map((name) => enums(`'${name}',`, '')),
  ],
  'connection.apps': [rules('isGuid(id) ? id :', "typeof id === 'string' ? id :")],
  'connection.apps.replace': [
    routes(
      'authorizedAppIds ? { authorizedAppIds } : body.configuration',
      'authorizedAppIds ? { authorizedAppIds: [...body.configuration.authorizedAppIds, ...authorizedAppIds] } : body.configuration',
    ),
    routes('[...new Set([appId, ...authorizedAppIds])]', 'authorizedAppIds'),
  ],
  'connection.connectorId': [
    routes("if (headers['graphconnectors-ticket']) return", 'return'),
    routes("if (headers['graphconnectors-ticket']) return", 'if (!headers) return'),
  ],
  'connection.experiences': [
    rules("typeof value === 'string' ? value.split(',').map((word) => word.trim()) : value", 'value'),
    rules(
      "typeof value === 'string' ? value.split(',').map((word) => word.trim()) : value",
      "String(value).split(';')",
    ),
    enums("contentExperiences = ['search', 'compliance']", "contentExperiences = ['search']"),
  ],
  'connection.quota': [
    routes('if (listConnections(tenant).length < most) return', 'return'),
    routes('listConnections(tenant).length < most', 'listConnections(tenant).length <= most'),
    inFile('settings.ts')('connectionsPerTenant: 30', 'connectionsPerTenant: 31'),
  ],
  'connection.ingestedCount': [
    inFile('settings.ts')('ingestedCountRefreshMs: 900_000', 'ingestedCountRefreshMs: 1_000_000'),
    inFile('settings.ts')('ingestedCountRefreshMs: 900_000', 'ingestedCountRefreshMs: 0'),
    body("state === 'draft' ? null : row.ingestedCount", 'row.ingestedCount ?? 0'),
    body('settings.ingestedCountRefreshMs', '900_000'),
  ],
  'connection.state': [
    inFile('routes/schema-store.ts')("if (!schema) return 'draft'", "if (!schema) return 'ready'"),
    inFile('routes/schema-store.ts')('row.itemCount >= tenant.settings.itemsPerConnection', 'false'),
    inFile('routes/schema-store.ts')(
      'row.itemCount >= tenant.settings.itemsPerConnection',
      'row.itemCount > tenant.settings.itemsPerConnection',
    ),
  ],
  'connection.stateMatrix': [
    ...cells('updateConnection', ['draft', 'ready', 'limitExceeded']),
    ...cells('createSchema', ['draft']),
    ...cells('updateSchema', ['ready']),
    ...cells('createItem', ['ready']),
    ...cells('updateItem', ['ready', 'limitExceeded']),
    ...cells('deleteItem', ['ready', 'limitExceeded']),
    routes("demandState(tenant, row, stateOf(tenant, row), 'updateConnection')", ''),
    inFile('routes/schema.ts')(
      "demandState(ctx.tenant, row, state, registered ? 'updateSchema' : 'createSchema')",
      '',
    ),
    inFile('routes/schema.ts')(
      "demandState(ctx.tenant, row, stateOf(ctx.tenant, row, registered), 'createSchema')",
      '',
    ),
    inFile('routes/items.ts')(
      "demandState(ctx.tenant, row, state, exists ? 'updateItem' : 'createItem')",
      '',
    ),
    inFile('routes/items.ts')("demandState(ctx.tenant, row, state, 'updateItem')", ''),
    inFile('routes/items.ts')("demandState(tenant, row, stateOf(tenant, row), 'deleteItem')", ''),
  ],
  'connection.delete': [
    routes('tenant.now() + tenant.settings.deletionMs', 'tenant.now()'),
    routes('{ status: 202 }', '{ status: 204 }'),
    state('row?.goneAt != null && row.goneAt <= tenant.now()', 'false'),
    state("store.run('delete from connections where goneAt <= ?', time)", ''),
  ],
  'connection.deleting': [
    routes(
      "const row = writableConnection(ctx) demandState(tenant, row, stateOf(tenant, row), 'updateConnection')",
      "const row = ownedConnection(ctx); demandState(tenant, row, stateOf(tenant, row), 'updateConnection')",
    ),
    inFile('routes/items.ts')(
      'const rules = rulesOf(tenant.settings) const row = writableConnection(ctx)',
      'const rules = rulesOf(tenant.settings); const row = ownedConnection(ctx)',
    ),
    inFile('routes/connection-access.ts')('row.goneAt !== null && rulesOf', 'false && rulesOf'),
    state(
      "tenant.store.all<ConnectionRow>('select * from connections order by key')",
      "tenant.store.all<ConnectionRow>('select * from connections where goneAt is null order by key')",
    ),
  ],
  'templates.count': [
    templates('maxTemplates = 2', 'maxTemplates = 3'),
    templates('maxTemplates = 2', 'maxTemplates = 1'),
    templates('{1,16}', '{1,17}'),
    templates('/^[A-Za-z0-9]{1,16}$/', '/^.{1,16}$/'),
    templates('Number.isInteger(value) && value >= min', 'value >= min'),
    templates('`${target}.priority`, 1, 2 ** 31 - 1', '`${target}.priority`, -9, 2 ** 31 - 1'),
    templates(
      "if (!isObject(sent.layout)) refuse(`'${target}.layout' has to be an Adaptive Card.`, target)",
      '',
    ),
  ],
  'templates.rules': [
    templates(
      "if (sent[name] === undefined || sent[name] === null) refuse(`'${target}' lacks '${name}'.`, target)",
      '',
    ),
    templates("if (values.length === 0) refuse(`'${target}.values' is empty.`, target)", ''),
    templates('readEnum(ruleOperations, sent.operation, `${target}.operation`)', 'sent.operation'),
    templates(
      'readEnum(binaryOperators, sent.valuesJoinedBy, `${target}.valuesJoinedBy`)',
      'sent.valuesJoinedBy',
    ),
  ],
  'templates.broken': [
    routes('if (broken) body.searchSettings = null', ''),
    routes("if (broken) throw brokenCard().because('A search result template is not an Adaptive Card.')", ''),
    inFile('kernel/errors.ts')(
      "new GraphError(503, 'ServiceUnavailable'",
      "new GraphError(400, 'ServiceUnavailable'",
    ),
    templates("layout.type !== 'AdaptiveCard'", 'false'),
  ],
  resolvers: [
    templates('resolvers.length > maxResolvers', 'false'),
    templates('maxResolvers = 8', 'maxResolvers = 9'),
    templates('maxResolvers = 8', 'maxResolvers = 7'),
    templates(
      "typeof kind !== 'string' || kind.replace(/^#/, '') !== `${namespace}.itemIdResolver`",
      'false',
    ),
    templates("refuse(`'${target}.urlPattern' is not a regular expression.`, target)", ''),
  ],
}

/** Every cell of a row of the matrix, turned. */
function cells(action: string, allowed: string[]) {
  const row = (states: string[]) => `${action}: [${states.map((one) => `'${one}'`).join(', ')}],`
  return ['draft', 'ready', 'obsolete', 'limitExceeded'].map((one) =>
    matrix(
      row(allowed),
      row(allowed.includes(one) ? allowed.filter((other) => other !== one) : [...allowed, one]),
    ),
  )
}
