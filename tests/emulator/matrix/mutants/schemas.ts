import { inFile, type Mutants } from './mutant'

const rules = inFile('rules/schema-rules.ts')
const update = inFile('rules/schema-update.ts')
const routes = inFile('routes/schema.ts')
const stored = inFile('routes/schema-store.ts')
const labels = inFile('rules/labels.ts')
const enums = inFile('rules/enums.ts')
const state = inFile('store/state.ts')

export const schemaMutants: Mutants = {
  'schema.baseType': [
    rules(
      'if (sent.baseType !== baseType) refuse',
      'if (sent.baseType !== undefined && sent.baseType !== baseType) refuse',
    ),
    rules('if (sent.baseType !== baseType) refuse', 'if (sent.baseType === undefined) refuse'),
  ],
  'schema.count': [
    rules('maxProperties = 128', 'maxProperties = 129'),
    rules('maxProperties = 128', 'maxProperties = 127'),
    rules('properties.length < 1 ||', ''),
  ],
  'property.name': [
    rules('/^[A-Za-z0-9]{1,32}$/', '/^[A-Za-z0-9 ]{1,32}$/'),
    rules('/^[A-Za-z0-9]{1,32}$/', '/^[A-Za-z0-9_]{1,32}$/'),
    rules('{1,32}', '{1,33}'),
    rules('{1,32}', '{1,31}'),
    rules(
      'readList(sent.aliases, `${target}.aliases`, readName)',
      'readList(sent.aliases, `${target}.aliases`, readText)',
    ),
  ],
  'property.unique': [
    rules('const other = owners.get(word.toLowerCase())', 'const other = owners.get(word)'),
    rules('for (const alias of aliases) claim(alias, `properties[${index}]`)', ''),
  ],
  'property.content': [rules("name.toLowerCase() === 'content'", "name === 'content'")],
  'property.type': [
    rules('readEnum(propertyTypes, sent.type, `${target}.type`)', 'sent.type as PropertyType'),
    enums(
      "'boolean', 'stringCollection',",
      "'boolean', 'booleanCollection' as 'boolean', 'stringCollection',",
    ),
    ...[
      'int64',
      'double',
      'dateTime',
      'stringCollection',
      'int64Collection',
      'doubleCollection',
      'dateTimeCollection',
    ].map((type) => enums(`'${type}',`, '')),
    enums("'principal', 'principalCollection', ] as const", '] as const'),
  ],
  'property.description': [
    rules('maxDescriptionLength = 200', 'maxDescriptionLength = 201'),
    rules('maxDescriptionLength = 200', 'maxDescriptionLength = 199'),
  ],
  'property.searchable': [
    rules('isSearchable && !textTypes.includes(type)', 'false'),
    rules(
      "textTypes: readonly PropertyType[] = ['string', 'stringCollection']",
      "textTypes: readonly PropertyType[] = ['string']",
    ),
    rules(
      "textTypes: readonly PropertyType[] = ['string', 'stringCollection']",
      "textTypes: readonly PropertyType[] = ['string', 'stringCollection', 'int64', 'int64Collection']",
    ),
    rules(
      "textTypes: readonly PropertyType[] = ['string', 'stringCollection']",
      "textTypes: readonly PropertyType[] = ['string', 'stringCollection', 'principal']",
    ),
  ],
  'property.exclusive': [
    rules('if (isSearchable && isRefinable)', 'if (isSearchable && isRefinable && name.length > 9)'),
  ],
  'property.refinable': [
    rules("isRefinable && (type === 'boolean' || time", 'isRefinable && (time'),
    rules(
      "isRefinable && (type === 'boolean' || time",
      "isRefinable && (type === 'boolean' || type === 'double' || time",
    ),
  ],
  'property.refinableDateTime': [rules('/^dateTime/', '/^dateTime$/')],
  'property.refinablePrincipals': [rules('/^principal/', '/^principal$/')],
  'property.exactMatch': [
    rules(
      'isExactMatchRequired && (isSearchable || !textTypes.includes(type))',
      'isExactMatchRequired && !textTypes.includes(type)',
    ),
    rules(
      'isExactMatchRequired && (isSearchable || !textTypes.includes(type))',
      'isExactMatchRequired && isSearchable',
    ),
    update('exact !== registered.isExactMatchRequired', 'false'),
  ],
  'schema.once': [
    routes("if (registered) throw malformed().because('The connection has a schema already.')", ''),
  ],
  'schema.second': [
    state('connectionKey = ? and endsAt > ? order by', 'connectionKey = ? and endsAt < ? order by'),
    routes(
      'const row = writableConnection(ctx) refuseSecond(ctx, row) const registered = schemaInForce(ctx.tenant, row) if (registered)',
      'const row = writableConnection(ctx); const registered = schemaInForce(ctx.tenant, row); if (registered)',
    ),
  ],
  'schema.type': [update('sent.type !== registered.type', 'false')],
  'schema.refinable': [update('sent.isRefinable && !registered.isRefinable', 'false')],
  'schema.searchable': [
    update(
      'sent.isSearchable && registered.isRefinable',
      'sent.isSearchable && registered.isRefinable && sent.isRefinable !== false',
    ),
  ],
  'schema.attributes': [
    update(
      '{ ...registered, ...sent, name }',
      '{ ...registered, ...sent, name, isSearchable: registered.isSearchable }',
    ),
    update(
      '{ ...registered, ...sent, name }',
      '{ ...registered, ...sent, name, isQueryable: registered.isQueryable }',
    ),
    update(
      '{ ...registered, ...sent, name }',
      '{ ...registered, ...sent, name, isRetrievable: registered.isRetrievable }',
    ),
    update(
      '{ ...registered, ...sent, name }',
      '{ ...registered, ...sent, name, isRefinable: registered.isRefinable }',
    ),
  ],
  'schema.merge': [
    update(
      "? refuse(`The registered property '${property.name}' is missing.`, property.name) : property",
      '? property : property',
    ),
    update('{ ...registered, ...sent, name }', '{ ...registered, ...sent, name: sent.name }'),
  ],
  'operation.status': [
    state("if (tenant.now() < endsAt) return 'inprogress'", ''),
    state("error === null ? 'completed' : 'failed'", "'completed'"),
    routes('startedAt + settings.provisioningMs', 'startedAt + 5000'),
    inFile('settings.ts')('provisioningMs: 8000', 'provisioningMs: 0'),
  ],
  'operation.failed': [
    stored('endsAt <= ? and error is null order by', 'endsAt <= ? order by'),
    stored('(endsAt > ? or error is null or ?)', '(1 or endsAt > ? or error is null or ?)'),
  ],
}

export const labelMutants: Mutants = {
  'label.known': [
    rules(
      "labelNamed(value) ?? refuse(`'${target}': there is no label ${shown(value)}.`, target)",
      "(labelNamed(value) ?? 'title')",
    ),
    labels("byName.set('assignedto', 'assignedToPeople')", ''),
    labels("byName.set('numreactions', 'numberOfReactions')", ''),
    ...['url', 'iconUrl', 'closedDate', 'secondaryId', 'itemPath'].map((label) =>
      labels(`${label}: semantic(`, `${label}2: semantic(`),
    ),
    labels('personEducationalActivities: person(', 'personEducationalActivities2: person('),
  ],
  'label.once': [rules('if (owners.has(label)) refuse', 'if (owners.get(label) === name) refuse')],
  'label.retrievable': [
    rules('!person && !isRetrievable', 'false'),
    rules('!person && !isRetrievable', '!isRetrievable'),
  ],
  'label.type': [
    rules('typesDocumented && !types.includes(type)', 'false'),
    rules('typesDocumented && !types.includes(type)', '!types.includes(type)'),
    labels("personSkills: person('stringCollection')", "personSkills: person('string')"),
    labels("personName: person('string')", "personName: person('stringCollection')"),
  ],
  'label.supported': [
    rules('if (!supported) refuse', 'if (!supported && types.length > 0) refuse'),
    ...[
      'personAssistants',
      'personColleagues',
      'personManager',
      'personAlternateContacts',
      'personEmergencyContacts',
    ].map((label) => labels(`${label}: unsupported`, `${label}: person('string')`)),
  ],
  'people.labels': [rules('if (labelled) refuse', 'if (labelled && properties.length > 9) refuse')],
  'people.account': [
    rules(
      "if (!properties.some(({ labels }) => labels.includes('personAccount')))",
      'if (properties.length === 0)',
    ),
  ],
  'people.principal': [
    rules("type === 'principal' || type === 'principalCollection'", "type === 'principalCollection'"),
    rules("type === 'principal' || type === 'principalCollection'", "type === 'principal'"),
  ],
}
