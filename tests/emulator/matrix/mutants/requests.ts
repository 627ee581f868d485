import { inFile, type Mutants } from './mutant'

const tokens = inFile('authority/tokens.ts')
const body = inFile('kernel/body.ts')
const errors = inFile('kernel/errors.ts')
const gateway = inFile('kernel/gateway.ts')
const router = inFile('kernel/router.ts')
const state = inFile('store/state.ts')
const members = inFile('rules/members.ts')
const permissions = inFile('directory/permissions.ts')
const throttle = inFile('kernel/throttle.ts')
const filters = inFile('rules/odata-filter.ts')
const options = inFile('routes/odata-options.ts')

export const requestMutants: Mutants = {
  'request.token': [
    tokens(
      'if (!token) throw unauthenticated()',
      "if (!token) return callerOf({ idtyp: 'app', roles: ['ExternalConnection.Read.All'] })",
    ),
    tokens('if (expiresAt <= Date.now()) throw tokenExpired()', ''),
    tokens('!isGraphAudience(claims.aud)', 'false'),
    tokens('claims.tid !== this.tenantId', 'false'),
    tokens(
      "verify('RSA-SHA256', Buffer.from(jwt.signed), this.#public, jwt.signature) ? jwt.claims : undefined",
      'jwt.claims',
    ),
  ],
  'request.permission': [
    permissions(
      "const writeConnections = [owned, 'ExternalConnection.ReadWrite.All']",
      "const writeConnections = [owned, 'ExternalConnection.ReadWrite.All', 'ExternalConnection.Read.All']",
    ),
    permissions("const readItems = [...writeItems, 'ExternalItem.Read.All']", 'const readItems = writeItems'),
    permissions(
      '[`POST ${c}/items/:/addActivities`]: { application: writeItems, delegated: [] }',
      '[`POST ${c}/items/:/addActivities`]: both(writeItems)',
    ),
    permissions(
      "application: ['User.Read.All'], delegated: signedIn.delegated",
      "application: ['User.Read.All', 'User.ReadBasic.All'], delegated: signedIn.delegated",
    ),
    permissions(
      "'GET /groups/:/members': both(readMembers)",
      "'GET /groups/:/members': both(readGroupObjects)",
    ),
    permissions("caller.kind === 'app' ? rule.application : rule.delegated", 'rule.application'),
    permissions('if (granted.length === 0)', 'if (wanted.length > 0 && granted.length === 0)'),
  ],
  'request.administrator': [
    permissions('!administrator && granted.every', 'granted.length === 0 && granted.every'),
    permissions(
      "const administratorScopes = new Set([ 'ExternalConnection.Read.All',",
      'const administratorScopes = new Set([',
    ),
    permissions(
      "owned, 'ExternalItem.ReadWrite.All', 'ExternalItem.ReadWrite.OwnedBy', ])",
      "owned, 'ExternalItem.ReadWrite.All', ])",
    ),
  ],
  'request.peopleAdministrator': [
    permissions('rule.peopleAdministrator && !peopleAdministrators', 'false && !peopleAdministrators'),
    permissions(
      "const peopleAdministrators = [directoryRoles['Global Administrator'], directoryRoles['People Administrator']]",
      "const peopleAdministrators = [directoryRoles['People Administrator']]",
    ),
    permissions(
      "'PATCH /admin/people/profilePropertySettings/:': writePeople",
      "'PATCH /admin/people/profilePropertySettings/:': both(['PeopleSettings.ReadWrite.All'])",
    ),
  ],
  'request.ownProfile': [
    inFile('routes/profiles.ts')('if (wide || caller.userId?.toLowerCase() === userId) return', 'return'),
    inFile('routes/profiles.ts')(
      'if (wide || caller.userId?.toLowerCase() === userId) return',
      'if (wide) return',
    ),
  ],
  'request.owner': [
    state('ctx.ownedOnly && !owns(ctx.caller.appId, row)', 'false'),
    state('if (ownerAppId === appId) return true', ''),
    state(
      'authorized?.authorizedAppIds?.some((id) => id.toLowerCase() === appId.toLowerCase()) ?? false',
      'false',
    ),
    inFile('routes/connections.ts')('(row) => !ctx.ownedOnly || owns(ctx.caller.appId, row)', '() => true'),
  ],
  'request.delegatedItems': [
    inFile('routes/items.ts')(
      "caller.kind === 'user' && tenant.settings.delegatedItemWrites === 'refuse'",
      'false',
    ),
  ],
  'request.case': [
    router('const fixed = node.fixed.get(segment.toLowerCase())', 'const fixed = node.fixed.get(segment)'),
    state("const anyCase = rulesOf(tenant.settings).connectionIdCase === 'any'", 'const anyCase = true'),
  ],
  'request.segment': [
    router(
      "segmentNotFound(segments[progress.deepest] ?? segments.at(-1) ?? '')",
      "segmentNotFound(segments.at(-1) ?? '')",
    ),
    errors('`Resource not found for the segment', '`Resource missing for the segment'),
  ],
  'request.method': [
    router('throw methodNotAllowed()', "throw segmentNotFound(segments.at(-1) ?? '')"),
    errors(
      "new GraphError(405, 'Request_BadRequest', 'Specified",
      "new GraphError(400, 'Request_BadRequest', 'Specified",
    ),
  ],
  'request.json': [
    body("throw unreadable().because('The body is not JSON.')", 'return undefined'),
    body('gzip: gunzipSync,', ''),
    body('br: brotliDecompressSync,', ''),
    body('throw malformed().because(`The body cannot be decompressed as ${encoding}.`)', 'return bytes'),
  ],
  'request.size': [
    body('if (received.tooLarge) throw tooLarge(limits.bodyTooLargeStatus)', ''),
    body('{ maxOutputLength: limits.bodyLimitBytes }', '{}'),
    inFile('settings.ts')('bodyLimitBytes: 30_000_000', 'bodyLimitBytes: 4_000_000'),
  ],
  'request.window': [
    throttle('if (window.count <= most) return', 'return'),
    throttle('now >= window.start + windowMs', 'now >= window.start + 2 * windowMs'),
    gateway('`App ${appId}`', "'Any app'"),
    inFile('settings.ts')('throttleRequests: 130_000', 'throttleRequests: 120_000'),
  ],
  'request.groups': [
    gateway("route.includes('/:connectionId/groups')", 'false'),
    gateway("'The groups of the tenant'", '`The groups of ${appId}`'),
    inFile('settings.ts')('groupRequestsPerSecond: 1000', 'groupRequestsPerSecond: 900'),
  ],
  'request.inFlight': [
    inFile('kernel/in-flight.ts')('if (count.now >= most)', 'if (count > most)'),
    inFile('kernel/in-flight.ts')('`${appId} ${connectionId.toLowerCase()}`', 'connectionId'),
    inFile('kernel/in-flight.ts')('`${appId} ${connectionId.toLowerCase()}`', 'appId'),
    inFile('settings.ts')('inFlight: 25', 'inFlight: 26'),
  ],
  'request.retryAfter': [
    errors("retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }", '{}'),
    throttle('Math.ceil(waitMs / 1000)', 'waitMs'),
  ],
  'request.ids': [
    gateway(
      "const ids = { 'request-id': requestId, 'client-request-id': clientRequestId }",
      "const ids = { 'request-id': requestId }",
    ),
    errors("'client-request-id': clientRequestId,", ''),
    errors("'request-id': requestId,", ''),
    gateway("typeof sent === 'string' && guid.test(sent) ? sent : requestId", 'requestId'),
  ],
  'request.members': [
    members(
      "if (!name) { refuse( `The property '${key}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type.`, key, ) }",
      'if (!name) continue',
    ),
    members("if (Object.hasOwn(found, name)) refuse(`The property '${name}' is there twice.`, name)", ''),
  ],
  'request.values': [
    members('name.toLowerCase() === value.toLowerCase()', 'name === value'),
    members(
      "typeof value === 'string' ? value : refuse(`'${target}' has to be a string.`, target)",
      'String(value)',
    ),
    members(
      "if (!Array.isArray(value)) refuse(`'${target}' has to be an array.`, target)",
      'if (!Array.isArray(value)) return []',
    ),
    members("typeof value === 'string' ? value.toLowerCase() : ''", "''"),
    members("return refuse(`'${target}' has to be true or false.`, target)", 'return false'),
    members(
      "refuse(`Invalid value for '${target}': ${shown(value)}. Use one of ${names.join(', ')}.`, target)",
      '(names[0] as Name)',
    ),
  ],
  'request.beta': [
    permissions("version === 'beta' || !rule?.onlyBeta", 'true'),
    router('if (here.length === 0) throw segmentNotFound', 'if (here.length < 0) throw segmentNotFound'),
  ],
}

export const answerMutants: Mutants = {
  'answer.enums': [
    inFile('rules/schema-answer.ts')('!showUnknown && lateTypes.includes(type)', 'false'),
    inFile('rules/schema-answer.ts')('!showUnknown && labelFacts(label).late', 'false'),
    inFile('rules/schema-answer.ts')('!showUnknown && labelFacts(label).late', 'labelFacts(label).late'),
    inFile('routes/schema.ts')(
      '/include-unknown-enum-members/i.test(String(ctx.headers.prefer ?? ""))'.replaceAll('"', "'"),
      'false',
    ),
  ],
  'answer.metadata': [
    inFile('routes/odata-metadata.ts')(
      "level === 'none' ? withoutAnnotations(body) : withAnnotations(body)",
      'withAnnotations(body)',
    ),
    inFile('routes/odata-metadata.ts')(
      "level === 'none' ? withoutAnnotations(body) : withAnnotations(body)",
      'withoutAnnotations(body)',
    ),
    inFile('routes/odata-metadata.ts')(
      "level === 'none' ? withoutAnnotations(body) : withAnnotations(body)",
      'body',
    ),
  ],
  'answer.pages': [
    inFile('routes/odata.ts')(
      "...(start + size < found.length ? { '@odata.nextLink': nextLink(ctx, path, start + size) } : {}),",
      '',
    ),
    inFile('routes/odata.ts')(
      "next.set('$skiptoken', String(offset))",
      "next.set('$skiptoken', String(offset + 1))",
    ),
    inFile('routes/odata.ts')('?? tenant.settings.pageSize', '?? 100'),
  ],
  'answer.select': [
    inFile('routes/odata.ts')(
      "if (!name) throw malformed(`Parsing OData Select and Expand failed: Could not find a property named '${word}'.`)",
      "if (!name) return ''",
    ),
    options(
      "if (!name) throw malformed(`Could not find a property named '${word}'.`)",
      "if (!name) return { name: '', sign }",
    ),
    options('if (!word || sign === undefined || more.length > 0)', 'if (!word || more.length > 0)'),
  ],
  'answer.filter': [
    filters("if (operator === 'eq') return value === other", "if (operator === 'eq') return true"),
    filters("if (operator === 'ne') return value !== other", "if (operator === 'ne') return true"),
    filters("if (operator === 'ge') return left >= right", "if (operator === 'ge') return left > right"),
    filters("operator === 'lt' ? left < right : left <= right", 'left < right'),
    filters('(row) => !inner(row)', '(row) => inner(row)'),
    filters('terms.some((holds) => holds(row))', 'terms.every((holds) => holds(row))'),
    filters('terms.every((holds) => holds(row))', 'terms.some((holds) => holds(row))'),
    filters('(row) => options.has(fold(row[key]))', '(row) => [...options][0] === fold(row[key])'),
    filters('value.startsWith(part) : value.endsWith(part)', 'value.includes(part) : value.endsWith(part)'),
    filters('value.startsWith(part) : value.endsWith(part)', 'value.startsWith(part) : value.includes(part)'),
    filters("typeof value === 'string' ? value.toLowerCase() : (value ?? null)", 'value ?? null'),
  ],
  'answer.filter.directory': [
    options(
      "directory ? 'directory' : rulesOf(tenant.settings).collectionFilters",
      'rulesOf(tenant.settings).collectionFilters',
    ),
    ...['GreaterThan', 'LessThan', 'Contains', 'ToLower'].map((name) => {
      const word = { GreaterThan: 'gt', LessThan: 'lt', Contains: 'contains', ToLower: 'tolower' }[name]
      return filters(
        'const name = lacking[words][word]',
        `const name = word === '${word}' ? undefined : lacking[words][word]`,
      )
    }),
    options(
      "new GraphError(400, 'Request_UnsupportedQuery', error.message)",
      "new GraphError(400, 'BadRequest', error.message)",
    ),
  ],
  'answer.id': [
    inFile('routes/connection-body.ts')(
      'return { id, name, description, ...rest, state,',
      'return { name, id, description, ...rest, state,',
    ),
    inFile('rules/group-rules.ts')(
      "return { id: id ?? refuse(\"'id' is required.\", 'id'), displayName, description }",
      "return { displayName, description, id: id ?? refuse(\"'id' is required.\", 'id') }",
    ),
    inFile('rules/group-rules.ts')('fits ? { id, type }', 'fits ? { type, id }'),
    inFile('routes/schema.ts')(
      'return { id: operation.id, status, error:',
      'return { status, id: operation.id, error:',
    ),
    inFile('routes/items.ts')(
      "writeJson({ '@odata.context': context, id })",
      "writeJson({ '@odata.context': context, x: 1, id })",
    ),
    inFile('routes/profile-settings.ts')(
      '{ id: crypto.randomUUID(), name,',
      '{ name, id: crypto.randomUUID(),',
    ),
  ],
  'answer.search': [
    options("/^eventual$/i.test(String(headers.consistencylevel ?? ''))", 'true'),
    inFile('rules/odata-search.ts')(
      'words.some((word) => word.startsWith(piece))',
      'words.some((word) => word === piece)',
    ),
    inFile('rules/odata-search.ts')(
      'parts.some((holds) => holds(row))',
      'parts.every((holds) => holds(row))',
    ),
    inFile('rules/odata-search.ts')(
      'parts.every((holds) => holds(row))',
      'parts.some((holds) => holds(row))',
    ),
  ],
  'batch.shape': [
    inFile('routes/batch.ts')('const maxSteps = 20', 'const maxSteps = 21'),
    inFile('routes/batch.ts')('if (known.has(id.toLowerCase()))', 'if (known.has(`${id}!`))'),
    inFile('routes/batch.ts')(
      "if (!methods.includes(verb)) throw malformed(`Batch request '${id}' needs a 'method'.`)",
      '',
    ),
    inFile('routes/batch.ts')(
      "if (typeof url !== 'string' || url === '') throw malformed(`Batch request '${id}' needs a 'url'.`)",
      "if (typeof url !== 'string') return { id: String(id), method: 'GET', url: '/me', headers: {}, body: undefined, dependsOn: [] }",
    ),
    inFile('routes/batch.ts')(
      "if (typeof id !== 'string' && typeof id !== 'number') throw malformed(\"A batch request needs an 'id'.\")",
      '',
    ),
    inFile('routes/batch.ts')("body !== undefined && body !== null && !headers['content-type']", 'false'),
    inFile('kernel/gateway.ts')(
      "if (/^\\/\\$batch\\/?$/i.test(path)) throw malformed('A batch cannot hold another batch.')",
      '',
    ),
  ],
  'batch.dependsOn': [
    inFile('routes/batch.ts')('before.some((answer) => !answer || answer.status >= 400)', 'false'),
    inFile('routes/batch.ts')('status: 424', 'status: 409'),
    inFile('routes/batch.ts')('dependsOn.every((word) => known.has(word))', 'true'),
  ],
  'batch.headers': [
    inFile('routes/batch.ts')("'content-type': 'Content-Type', location", 'location'),
    inFile('routes/batch.ts')("location: 'Location',", ''),
    inFile('routes/batch.ts')("'retry-after': 'Retry-After',", ''),
  ],
  'batch.throttle': [
    inFile('routes/batch.ts')(
      'const { status, headers, body } = await ctx.dispatch(step)',
      "const { status, headers: { 'retry-after': _, ...headers }, body } = await ctx.dispatch(step)",
    ),
    gateway("params.get('connectionId'), settings.inFlight)", "params.get('connectionId'), 99)"),
  ],
  'request.service': [
    gateway('latencyMs + settings.serviceMs', 'latencyMs'),
    inFile('server.ts')("response.once('close', arrived.place.leave)", 'arrived.place.leave()'),
  ],
  'answer.eventual': [
    inFile('faults/effects.ts')('tenant.settings[visibleMs[kind]]', '0'),
    inFile('faults/effects.ts')(
      "method === 'GET' ? faults.hidden.shown(path, answer, tenant.now()) : answer",
      'answer',
    ),
    inFile('faults/hidden.ts')('return until > now', 'return true'),
  ],
  'control.secret': [
    inFile('control/access.ts')('isOwnPage(request) &&', ''),
    inFile('control/access.ts')('return timingSafeEqual(digest(text), digest(secret))', 'return text !== ""'),
    inFile('control/access.ts')("kind.toLowerCase() === 'basic'", 'false'),
  ],
  'fault.match': [
    inFile('faults/script.ts')('if (!canMeet(fault.match))', 'if (false)'),
    inFile('faults/reach.ts')('verb !== method', 'false'),
    inFile('faults/pattern.ts')("character === '^' ? 'start' : 'end'", "'end'"),
  ],
}
