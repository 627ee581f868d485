import { inFile, type Mutants } from './mutant'

const rules = inFile('rules/item-rules.ts')
const values = inFile('rules/item-values.ts')
const routes = inFile('routes/items.ts')
const acl = inFile('rules/acl-rules.ts')
const trimming = inFile('rules/acl-trimming.ts')
const groups = inFile('rules/group-rules.ts')
const groupRoutes = inFile('routes/groups.ts')
const activities = inFile('routes/activities.ts')
const enums = inFile('rules/enums.ts')

export const itemMutants: Mutants = {
  'item.id': [
    rules('/^[A-Za-z0-9_-]{1,128}$/', '/^[A-Za-z0-9_-]{1,129}$/'),
    rules('/^[A-Za-z0-9_-]{1,128}$/', '/^[A-Za-z0-9_-]{1,127}$/'),
    rules('/^[A-Za-z0-9_-]{1,128}$/', '/^[A-Za-z0-9_.-]{1,128}$/'),
    rules('/^[A-Za-z0-9_-]{1,128}$/', '/^[A-Za-z0-9_]{1,128}$/'),
  ],
  'item.idInBody': [rules('sent.id !== undefined && sent.id !== context.id', 'sent.id !== undefined')],
  'item.complete': [
    rules("if (!acl) refuse(\"'acl' is required.\", 'acl')", ''),
    rules("if (!properties) refuse(\"'properties' is required.\", 'properties')", ''),
    rules("seen.size > 0 ? read : refuse(\"'properties' needs at least one member.\", 'properties')", 'read'),
    rules(
      "if (!isObject(value)) return mismatch('properties', 'it has to be an object')",
      "if (!isObject(value)) return { title: 'x' }",
    ),
    routes('checkComplete(read)', ''),
  ],
  'item.known': [rules('if (!property) { return refuse', 'if (!property) { continue; refuse')],
  'item.types': [
    values('fits(value) ? undefined : `its value is not of type ${type}`', 'undefined'),
    values('if (!known.includes(given)) return', 'if (known.length === 0) return'),
    values(
      "if (needsAnnotation && annotation === undefined) return `it needs '@odata.type': '${annotations[0]}'`",
      '',
    ),
    values('string: scalar(isText,', 'string: scalar(isDouble,'),
    values('boolean: scalar(isBoolean,', 'boolean: scalar(isText,'),
    values(
      "if (typeof value !== 'bigint' && !Number.isInteger(value)) return false",
      "if (typeof value !== 'bigint' && !Number.isInteger(value)) return typeof value === 'number'",
    ),
    values('exists && Number(hour) < 24', 'Number(hour) < 24'),
    values('double: scalar(isDouble,', 'double: scalar(isText,'),
    values('Array.isArray(value) && value.every(fits)', 'Array.isArray(value)'),
    values('principal: scalar(isPrincipal,', 'principal: scalar(isText,'),
    values('principalMembers.includes(key) &&', ''),
    ...[
      'stringCollection: collection(isText',
      'int64Collection: collection(isInt64',
      'doubleCollection: collection(isDouble',
      'dateTimeCollection: collection(isDateTime',
    ].map((text) => values(`${text},`, `${text.replace(/is\w+$/, 'isBoolean')},`)),
    ...[
      "'Collection(Int64)'",
      "'Collection(Double)'",
      "'Collection(DateTimeOffset)'",
      "'Collection(String)'",
    ].map((text) => values(`${text},`, "'Collection(Other)',")),
  ],
  'item.wholeNumbers': [
    values('const maxInt64 = 2n ** 63n - 1n', 'const maxInt64 = 2n ** 63n'),
    values('const maxInt64 = 2n ** 63n - 1n', 'const maxInt64 = 2n ** 63n - 2n'),
    values('whole >= -maxInt64 - 1n', 'whole >= -maxInt64'),
    values('whole >= -maxInt64 - 1n', 'whole >= -maxInt64 - 2n'),
    inFile('kernel/body.ts')('body = parseJson(text)', 'body = JSON.parse(text)'),
    routes(
      '{ ...(parseJson(stored) as ItemBody), ...change }',
      '{ ...(JSON.parse(stored) as ItemBody), ...change }',
    ),
  ],
  'item.annotationForms': [
    values("documented ? text : text.replace(/^#/, '')", 'text'),
    values('documented ? annotations.slice(0, 1) : annotations', 'annotations.slice(0, 1)'),
    values('documented ? annotations.slice(0, 1) : annotations', 'annotations'),
  ],
  'item.nonAscii': [values('annotation === undefined && isNonAscii(value)', 'annotation === undefined')],
  'item.principals': [
    values('if (Array.isArray(value) !== wanted)', 'if (!wanted && Array.isArray(value) !== wanted)'),
  ],
  'item.content': [
    rules(
      "if (!isObject(value)) return mismatch('content', 'it has to be an object with type and value')",
      "if (!isObject(value)) return { type: 'text', value: String(value) }",
    ),
    rules("readEnum(contentTypes, sent.type, 'content.type')", 'String(sent.type)'),
    enums("contentTypes = ['text', 'html']", "contentTypes = ['text']"),
    rules(
      "sent.value == null ? null : readText(sent.value, 'content.value')",
      'sent.value == null ? null : String(sent.value)',
    ),
  ],
  'item.compliance': [
    rules("textOnly && type !== 'text'", 'false'),
    routes("textOnly: enabledContentExperiences.includes('compliance')", 'textOnly: false'),
  ],
  'item.label': [
    rules('isGuid(id) ? { sensitivityLabelId: id }', 'String(id) ? { sensitivityLabelId: String(id) }'),
  ],
  'item.replace': [
    routes(
      'return store(ctx, target, item)',
      'return store(ctx, target, { ...(parseJson(storedItem(ctx.tenant, row, id) ?? "{}") as ItemBody), ...item })'.replaceAll(
        '"',
        "'",
      ),
    ),
    routes('{ ...(parseJson(stored) as ItemBody), ...change }', 'change'),
    routes(
      '{ ...(parseJson(stored) as ItemBody), ...change }',
      '{ ...(parseJson(stored) as ItemBody), ...change, properties: { ...(parseJson(stored) as ItemBody).properties, ...change.properties } }',
    ),
    routes(
      '{ ...(parseJson(stored) as ItemBody), ...change }',
      '{ ...(parseJson(stored) as ItemBody), ...change, acl: [...((parseJson(stored) as ItemBody).acl ?? []), ...(change.acl ?? [])] }',
    ),
  ],
  'item.quota': [
    inFile('rules/state-matrix.ts')("createItem: ['ready'],", "createItem: ['ready', 'limitExceeded'],"),
    inFile('settings.ts')('itemsPerConnection: 5_000_000', 'itemsPerConnection: 6_000_000'),
  ],
}

export const accessMutants: Mutants = {
  'acl.entry': [
    acl(
      'readEnum(aclTypes, sent.type, `${target}.type`)',
      'sent.type as AclEntry["type"]'.replaceAll('"', "'"),
    ),
    acl(
      'readEnum(accessTypes, sent.accessType, `${target}.accessType`)',
      "(sent.accessType ?? 'grant') as AclEntry['accessType']",
    ),
    acl('readText(sent.value, `${target}.value`)', "String(sent.value ?? 'everyone')"),
    acl("if (!isGroupId(value)) refuse(`'${target}' is not the id of an external group.`, target)", ''),
    acl('} else if (!isGuid(value)) {', '} else if (!value) {'),
    acl(
      "refuse(`'${target}' of type ${type} has to be the id of the tenant or 'everyone'.`, target)",
      'return',
    ),
  ],
  'acl.everyone': [
    acl("word === 'everyone' || word === type.toLowerCase()", 'word === type.toLowerCase()'),
    acl('if (word === context.tenantId.toLowerCase()) return', ''),
  ],
  'acl.empty': [],
  'acl.identitySource': [
    acl(
      "(type === 'group' && identitySource === 'external')",
      "(type === 'group' && identitySource === undefined)",
    ),
    acl("'accessType'] as const", "'accessType', 'identitySource'] as const"),
    trimming("type === 'externalGroup' || identitySource === 'external'", "type === 'externalGroup'"),
  ],
  'acl.unknownGroup': [
    trimming(
      'principal.externalGroups.has(value)',
      'principal.externalGroups.size === 0 || principal.externalGroups.has(value)',
    ),
    routes(
      'checkComplete(read) return read',
      "checkComplete(read); for (const { type, value } of read.acl ?? []) { if (type === 'externalGroup' && !ctx.tenant.store.get('select 1 from externalGroups where id = ?', value)) refuse('There is no such group.', 'acl') } return read",
    ),
  ],
  'group.id': [
    acl('/^[A-Za-z0-9_=-]{1,128}$/', '/^[A-Za-z0-9_=-]{1,129}$/'),
    acl('/^[A-Za-z0-9_=-]{1,128}$/', '/^[A-Za-z0-9_=-]{1,127}$/'),
    acl('/^[A-Za-z0-9_=-]{1,128}$/', '/^[A-Za-z0-9_=\\/-]{1,128}$/'),
    acl('/^[A-Za-z0-9_=-]{1,128}$/', '/^[A-Za-z0-9=-]{1,128}$/'),
    acl('/^[A-Za-z0-9_=-]{1,128}$/', '/^[A-Za-z0-9_-]{1,128}$/'),
    groupRoutes('id !== undefined && id !== group.id', 'false'),
  ],
  'group.unique': [],
  'group.quota': [
    groupRoutes('if ((held?.groups ?? 0) < most) return', 'return'),
    groupRoutes('(held?.groups ?? 0) < most', '(held?.groups ?? 0) <= most'),
    groupRoutes("where goneAt is null or goneAt > ?',", "where 1 or goneAt > ?',"),
    inFile('settings.ts')('externalGroupsPerTenant: 100_000', 'externalGroupsPerTenant: 10_000'),
  ],
  'group.members': [
    enums("identityTypes = ['user', 'group', 'externalGroup']", "identityTypes = ['user', 'externalGroup']"),
    enums("identityTypes = ['user', 'group', 'externalGroup']", "identityTypes = ['group', 'externalGroup']"),
    enums("identityTypes = ['user', 'group', 'externalGroup']", "identityTypes = ['user', 'group']"),
    groups("type === 'externalGroup' ? isGroupId(id) : isGuid(id)", 'isGroupId(id)'),
    groups(
      "type === 'externalGroup' ? isGroupId(id) : isGuid(id)",
      "type !== 'user' ? isGroupId(id) : isGuid(id)",
    ),
    groups(
      "type === 'externalGroup' ? isGroupId(id) : isGuid(id)",
      "type === 'externalGroup' ? true : isGuid(id)",
    ),
    groups("type === 'externalGroup' ? isGroupId(id) : isGuid(id)", 'isGuid(id)'),
    groupRoutes('identity.id, identity.type,', "identity.id, 'user',"),
  ],
  'group.twice': [groupRoutes('insert or ignore into groupMembers', 'insert or replace into groupMembers')],
  'group.state': [
    inFile('rules/state-matrix.ts')(
      "writeGroup: ['draft', 'ready', 'limitExceeded'],",
      "writeGroup: ['draft', 'ready', 'limitExceeded', 'obsolete'],",
    ),
    inFile('rules/state-matrix.ts')(
      "writeGroup: ['draft', 'ready', 'limitExceeded'],",
      "writeGroup: ['ready', 'limitExceeded'],",
    ),
    inFile('rules/state-matrix.ts')(
      "writeGroup: ['draft', 'ready', 'limitExceeded'],",
      "writeGroup: ['draft', 'ready'],",
    ),
  ],
  'group.identitySource': [groups("named === 'group' && external ? 'externalGroup' : named", 'named')],
  'activity.count': [
    groups('maxActivities = 20', 'maxActivities = 21'),
    groups('maxActivities = 20', 'maxActivities = 19'),
    activities(
      "if (list.length > maxActivities) refuse(`At most ${maxActivities} activities fit in a call.`, 'activities')",
      '',
    ),
    activities('!Array.isArray(list) || list.length === 0', '!Array.isArray(list)'),
    inFile('directory/permissions.ts')(
      '[`POST ${c}/items/:/addActivities`]: { application: writeItems, delegated: [] }',
      '[`POST ${c}/items/:/addActivities`]: both(writeItems)',
    ),
  ],
  'activity.shape': [
    groups('readEnum(activityTypes, sent.type, ', "(sent.type as Activity['type']) ?? ("),
    groups('if (!isDateTime(sent.startDateTime))', 'if (!sent.startDateTime)'),
    rules('!Array.isArray(value) || !value.every(typed)', '!Array.isArray(value)'),
    enums(
      "activityTypes = ['viewed', 'modified', 'created', 'commented']",
      "activityTypes = ['viewed', 'modified', 'created']",
    ),
  ],
  'activity.actor': [activities('value.some(({ error }) => error !== null) ? 207 : 200', '200')],
}
