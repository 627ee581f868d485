import { expect, test } from 'vitest'
import { failNextSchema } from '../../../lib/emulator/routes/schema'
import { seedGuest } from '../../../lib/emulator/seed/groups'
import { settingsFrom } from '../../../lib/emulator/settings'
import { type SwitchName, switches, switchesFrom } from '../../../lib/emulator/switches/switches'
import { everyone, openTenant, peopleSchema, ticketSchema } from '../routes/calls'

type Tenant = Awaited<ReturnType<typeof openTenant>>
type Case = { run: (tenant: Tenant) => Promise<unknown>; outcomes: unknown[] }

const c = '/external/connections/helpdesk1'
const alex = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
const administrator = '0964bb5e-9bdb-4d7b-ac29-58e794862a40'
const settingPath = '/admin/people/profilePropertySettings/00000000-0000-0000-0000-000000000001'
const entra = '4ce763dd-9214-4eff-af7c-da491cc3782d'
const hr = { sourceId: 'hr1', displayName: 'HR', webUrl: 'https://hr.contoso.com' }
const tenantAcl = [{ type: 'everyone', value: '7d5c6a0e-3b0f-4f0c-9b4e-6a1d2c7e8f10', accessType: 'grant' }]
const item = (properties: object = { title: 'a' }, more: object = {}) => ({
  acl: tenantAcl,
  properties,
  ...more,
})
const described = { description: 'About tickets' }

const status =
  (request: string, body?: unknown, options?: Parameters<Tenant['call']>[2]) =>
  async ({ call }: Tenant) =>
    (await call(request, body, options)).status
const drafted = ({ call }: Tenant) =>
  call('POST /external/connections', { id: 'helpdesk1', name: 'One', ...described })
/** The same after a connection is ready. */
const onReady =
  (run: Case['run'], schema: object = ticketSchema, more: object = {}) =>
  async (tenant: Tenant) => {
    await tenant.ready('helpdesk1', schema, more)
    return run(tenant)
  }
const found = async ({ call, tokenOf }: Tenant, request: object = {}, user = alex) => {
  const { body } = await call(
    'POST /search/query',
    { requests: [{ entityTypes: ['externalItem'], query: { queryString: '*' }, ...request }] },
    { token: tokenOf(user, 'ExternalItem.Read.All') },
  )
  return body.value?.[0].hitsContainers[0].total ?? 'refused'
}
const withItem = (run: Case['run'], schema?: object) =>
  onReady(async (tenant) => {
    await tenant.call(`PUT ${c}/items/T1`, item())
    return run(tenant)
  }, schema)
const force = ({ emulator }: Tenant, state: string) =>
  emulator.tenant.store.run('update connections set forcedState = ?', state)
const skillsOf = async ({ call }: Tenant) =>
  (await call('GET /users/alexw@contoso.com/profile', undefined, { version: 'beta' })).body.skills.length
const putPerson = ({ call }: Tenant) =>
  call(`PUT ${c}/items/P1`, {
    acl: everyone,
    properties: {
      account: '{"userPrincipalName":"alexw@contoso.com"}',
      'skills@odata.type': 'Collection(String)',
      skills: ['{"displayName":"Baking"}'],
    },
  })
const people = { contentCategory: 'people' }
const register = ({ call }: Tenant) =>
  call('POST /admin/people/profileSources', { ...hr, sourceId: 'helpdesk1' })

const principals = {
  ...ticketSchema,
  properties: [...ticketSchema.properties, { name: 'who', type: 'principalCollection' }],
}
const whoAs = async ({ call }: Tenant, who: unknown) => {
  const annotation = 'Collection(microsoft.graph.externalConnectors.principal)'
  return (await call(`PUT ${c}/items/T1`, item({ 'who@odata.type': annotation, who }))).status
}
const preview = {
  ...ticketSchema,
  properties: ['connectionId', 'externalId', 'oid', 'accounts', 'skills'].map((name) => ({
    name,
    type: 'string',
  })),
}

// Outcomes are in the order of the values of the switch. The first value is the one that holds by default.
const cases: Record<SwitchName, Case> = {
  userConsent: {
    run: async ({ url, emulator, appId }) => {
      const query = new URLSearchParams({
        client_id: appId('portal'),
        redirect_uri: 'http://localhost',
        response_type: 'code',
        scope: 'User.ReadBasic.All',
      })
      const address = `${url}/${emulator.tenantId}/oauth2/v2.0/authorize?${query}`
      const body = new URLSearchParams({ account: 'megan@contoso.com' })
      const page = await (await fetch(address, { method: 'POST', body })).text()
      return /<h1>(.*?)<\/h1>/.exec(page)?.[1]
    },
    outcomes: ['Permissions requested', 'Need admin approval'],
  },
  connectorAdministrators: {
    run: async ({ call, tokenOf }) => {
      const token = tokenOf(alex, 'ExternalConnection.ReadWrite.All', administrator)
      const body = { id: 'one1', name: 'One', ...described }
      return (await call('POST /external/connections', body, { token })).status
    },
    outcomes: [201, 403],
  },
  bodyTooLargeStatus: {
    run: async (tenant) => {
      await tenant.token('everything')
      tenant.settings.bodyLimitBytes = 10
      return status('POST /external/connections', { id: 'one1', name: 'One' })(tenant)
    },
    outcomes: [413, 400],
  },
  notOwnerStatus: {
    run: onReady(status(`GET ${c}`, undefined, { app: 'configuration' })),
    outcomes: [403, 404],
  },
  bodyContentType: {
    run: async ({ call }) => {
      const post = async (id: string, type: string) =>
        (
          await call(
            'POST /external/connections',
            { id, name: id, ...described },
            { headers: { 'content-type': type } },
          )
        ).status
      return [
        await post('one1', 'text/plain'),
        await post('one2', ''),
        await post('one3', 'Application/JSON'),
      ]
    },
    outcomes: [
      [201, 201, 201],
      [400, 400, 201],
    ],
  },
  delegatedItemWrites: {
    run: onReady(async ({ call, tokenOf }) => {
      const token = tokenOf(alex, 'ExternalItem.ReadWrite.All', administrator)
      return (await call(`PUT ${c}/items/T1`, item(), { token })).status
    }),
    outcomes: [200, 401],
  },
  stateConflictStatus: {
    run: onReady(async (tenant) => {
      force(tenant, 'obsolete')
      return status(`PUT ${c}/items/T1`, item())(tenant)
    }),
    outcomes: [409, 400, 403, 507],
  },
  connectionQuotaStatus: {
    run: async (tenant) => {
      tenant.settings.connectionsPerTenant = 0
      return status('POST /external/connections', { id: 'one1', name: 'One', ...described })(tenant)
    },
    outcomes: [403, 400, 409, 507],
  },
  deletingConnection: {
    run: onReady(async (tenant) => {
      await tenant.call(`DELETE ${c}`)
      return status(`PATCH ${c}`, described)(tenant)
    }),
    outcomes: [409, 204],
  },
  connectionDescription: {
    run: status('POST /external/connections', { id: 'one1', name: 'One' }),
    outcomes: [201, 400],
  },
  reservedIds: {
    run: status('POST /external/connections', { id: 'teams', name: 'One', ...described }),
    outcomes: [400, 201],
  },
  connectionIdCase: {
    run: onReady(async ({ call }) => {
      const put = await call('PUT /external/connections/HELPDESK1/items/T1', item())
      const read = await call('GET /external/connections/helpDesk1')
      return [put.status, read.status, read.body.id]
    }),
    outcomes: [
      [404, 404, undefined],
      [200, 200, 'helpdesk1'],
    ],
  },
  undocumentedLists: {
    run: withItem(async ({ call }) => {
      await call(`POST ${c}/groups`, { id: 'g1' })
      await call(`POST ${c}/groups/g1/members`, { id: 'g2', type: 'externalGroup' })
      const lists = ['items', 'groups', 'groups/g1/members', 'operations'].map(async (list) => {
        const { status: answered, body } = await call(`GET ${c}/${list}`)
        return answered === 200 ? body.value.map(({ id }: { id: string }) => id.slice(0, 2)) : answered
      })
      const [items, groups, members, operations] = await Promise.all(lists)
      return [items, groups, members, operations.length ?? operations]
    }),
    outcomes: [
      [405, 405, 405, 405],
      [['T1'], ['g1'], ['g2'], 1],
    ],
  },
  contentCategoryChange: {
    run: onReady(status(`PATCH ${c}`, { contentCategory: 'wikis' })),
    outcomes: [400, 204],
  },
  betaMembers: {
    run: async (tenant) => {
      const body = { id: 'one1', name: 'One', ...described, enabledContentExperiences: ['search'] }
      return status('POST /external/connections', body)(tenant)
    },
    outcomes: [400, 201],
  },
  omittedProperties: {
    run: onReady(
      status(`PATCH ${c}/schema`, { ...ticketSchema, properties: ticketSchema.properties.slice(0, 1) }),
    ),
    outcomes: [202, 400],
  },
  schemaPost: {
    run: async (tenant) => {
      await tenant.call('POST /external/connections', { id: 'helpdesk1', name: 'One', ...described })
      return status(`POST ${c}/schema`, ticketSchema)(tenant)
    },
    outcomes: [202, 405],
  },
  secondSchemaOperation: {
    run: onReady(async (tenant) => {
      await tenant.call(`PATCH ${c}/schema`, ticketSchema)
      return status(`PATCH ${c}/schema`, ticketSchema)(tenant)
    }),
    outcomes: [409, 202],
  },
  failedSchema: {
    run: async (tenant) => {
      const { call, wait, settings, emulator } = tenant
      await drafted(tenant)
      failNextSchema(emulator.tenant, { message: 'It could not be provisioned.' })
      await call(`PATCH ${c}/schema`, ticketSchema)
      wait(settings.provisioningMs)
      const { status: shown } = await call(`GET ${c}/schema`)
      return [shown, (await call(`PATCH ${c}/schema`, ticketSchema)).status]
    },
    outcomes: [
      [404, 202],
      [200, 202],
      [404, 409],
    ],
  },
  repeatedNames: {
    run: async (tenant) => {
      const properties = [
        { name: 'size', type: 'int64' },
        { name: 'title', type: 'string', isQueryable: true, aliases: ['size'] },
        { name: 'Size', type: 'double', isQueryable: true },
      ]
      await drafted(tenant)
      const sent = await tenant.call(`PATCH ${c}/schema`, { ...ticketSchema, properties })
      tenant.wait(tenant.settings.provisioningMs)
      await tenant.call(`PUT ${c}/items/T1`, item({ title: 'a', size: 2.5 }))
      return sent.status === 202 ? found(tenant, { query: { queryString: 'size:2.5' } }) : sent.status
    },
    outcomes: [400, 1],
  },
  contentProperty: {
    run: async (tenant) => {
      const properties = [{ name: 'content', type: 'string', isSearchable: true, isQueryable: true }]
      await drafted(tenant)
      const sent = await tenant.call(`PATCH ${c}/schema`, { ...ticketSchema, properties })
      tenant.wait(tenant.settings.provisioningMs)
      await tenant.call(`PUT ${c}/items/T1`, item({ content: 'Tray 2' }))
      return sent.status === 202 ? found(tenant, { query: { queryString: 'content:tray' } }) : sent.status
    },
    outcomes: [400, 1],
  },
  refinableDateTime: {
    run: async (tenant) => {
      const tryOut = async (id: string, type: string) => {
        await tenant.call('POST /external/connections', { id, name: id, ...described })
        const properties = [{ name: 'opened', type, isRefinable: true }]
        return status(`PATCH /external/connections/${id}/schema`, { ...ticketSchema, properties })(tenant)
      }
      return [await tryOut('one1', 'dateTime'), await tryOut('two2', 'dateTimeCollection')]
    },
    outcomes: [
      [202, 202],
      [400, 400],
    ],
  },
  refinablePrincipals: {
    run: async (tenant) => {
      const tryOut = async (id: string, type: string) => {
        await tenant.call('POST /external/connections', { id, name: id, ...described })
        const properties = [{ name: 'who', type, isRefinable: true }]
        return status(`PATCH /external/connections/${id}/schema`, { ...ticketSchema, properties })(tenant)
      }
      return [await tryOut('one1', 'principal'), await tryOut('two2', 'principalCollection')]
    },
    outcomes: [
      [202, 202],
      [400, 400],
    ],
  },
  emptyAcl: { run: onReady(status(`PUT ${c}/items/T1`, item(undefined, { acl: [] }))), outcomes: [400, 200] },
  everyoneValue: {
    run: onReady(status(`PUT ${c}/items/T1`, item(undefined, { acl: everyone }))),
    outcomes: [200, 400],
  },
  guestsInEveryone: { run: withItem((tenant) => found(tenant, {}, seedGuest.id)), outcomes: [1, 0] },
  itemIdCharacters: { run: onReady(status(`PUT ${c}/items/a_b`, item())), outcomes: [200, 400] },
  itemIdInBody: {
    run: onReady(status(`PUT ${c}/items/T1`, item(undefined, { id: 'T2' }))),
    outcomes: [400, 200],
  },
  itemPatch: {
    run: withItem(status(`PATCH ${c}/items/T1`, { properties: { title: 'b' } })),
    outcomes: [200, 405],
  },
  annotationForms: {
    run: onReady(async (tenant) => {
      const put = (form: string) =>
        status(`PUT ${c}/items/T1`, item({ 'tags@odata.type': form, tags: ['a'] }))(tenant)
      return [
        await put('Collection(String)'),
        await put('#Collection(String)'),
        await put('Collection(Edm.String)'),
      ]
    }),
    outcomes: [
      [200, 200, 200],
      [200, 400, 400],
    ],
  },
  nonAsciiAnnotation: {
    run: onReady(async (tenant) => {
      const put = (title: string) => status(`PUT ${c}/items/T1`, item({ title }))(tenant)
      return [await put('é'), await put('e')]
    }),
    outcomes: [
      [200, 200],
      [400, 200],
    ],
  },
  principalCollections: {
    run: onReady(
      async (tenant) => [
        await whoAs(tenant, [{ upn: 'a@b.c' }]),
        await whoAs(tenant, { principals: [{ upn: 'a@b.c' }] }),
      ],
      principals,
    ),
    outcomes: [
      [200, 200],
      [200, 400],
      [400, 200],
    ],
  },
  groupsFollowState: {
    run: onReady(async (tenant) => {
      force(tenant, 'obsolete')
      return status(`POST ${c}/groups`, { id: 'g1' })(tenant)
    }),
    outcomes: [409, 201],
  },
  memberIdentitySource: {
    run: onReady(async (tenant) => {
      await tenant.call(`POST ${c}/groups`, { id: 'g1' })
      const member = { id: 'g2', type: 'group', identitySource: 'external' }
      return status(`POST ${c}/groups/g1/members`, member)(tenant)
    }),
    outcomes: [201, 400],
  },
  secondGroup: {
    run: onReady(async ({ call }) => {
      await call(`POST ${c}/groups`, { id: 'g1', displayName: 'First' })
      const add = () => call(`POST ${c}/groups/g1/members`, { id: alex, type: 'user' })
      await add()
      const { status: second } = await call(`POST ${c}/groups`, { id: 'g1', displayName: 'Second' })
      return [second, (await call(`GET ${c}/groups/g1`)).body.displayName, (await add()).status]
    }),
    outcomes: [
      [409, 'First', 409],
      [201, 'Second', 409],
    ],
  },
  secondMember: {
    run: onReady(async (tenant) => {
      await tenant.call(`POST ${c}/groups`, { id: 'g1' })
      const add = status(`POST ${c}/groups/g1/members`, { id: alex, type: 'user' })
      await add(tenant)
      return add(tenant)
    }),
    outcomes: [409, 201],
  },
  unknownActor: {
    run: withItem(async (tenant) => {
      const performedBy = { type: 'user', id: '11111111-1111-4111-8111-111111111111' }
      const activities = [{ type: 'viewed', startDateTime: '2026-01-01T00:00:00Z', performedBy }]
      return status(`POST ${c}/items/T1/addActivities`, { activities })(tenant)
    }),
    outcomes: [207, 200],
  },
  entraSourceMissing: {
    run: async ({ call }) => {
      const url = "https://graph.microsoft.com/v1.0/admin/people/profileSources(sourceId='hr1')"
      return (await call(`PATCH ${settingPath}`, { prioritizedSourceUrls: [url] })).body.prioritizedSourceUrls
        .length
    },
    outcomes: [2, 1],
  },
  builtInSourceStatus: {
    run: status(`DELETE /admin/people/profileSources(sourceId='${entra}')`),
    outcomes: [403, 400, 404],
  },
  profileSourceMembers: {
    run: async (tenant) => {
      const made = await status('POST /admin/people/profileSources', { sourceId: 'hr1', webUrl: hr.webUrl })(
        tenant,
      )
      return made
    },
    outcomes: [400, 201],
  },
  lateProfileSource: {
    run: onReady(
      async (tenant) => {
        await putPerson(tenant)
        tenant.wait(10)
        await register(tenant)
        return skillsOf(tenant)
      },
      peopleSchema,
      people,
    ),
    outcomes: [0, 1],
  },
  unlistedProfileSource: {
    run: onReady(
      async (tenant) => {
        await register(tenant)
        await putPerson(tenant)
        return skillsOf(tenant)
      },
      peopleSchema,
      people,
    ),
    outcomes: [1, 0],
  },
  previewPeople: {
    run: onReady(async (tenant) => {
      await register(tenant)
      const accounts = '[{"userPrincipalName":"alexw@contoso.com"}]'
      const properties = { accounts, skills: '[{"displayName":"Baking"}]' }
      await tenant.call(`PUT ${c}/items/P1`, { acl: tenantAcl, properties })
      return skillsOf(tenant)
    }, preview),
    outcomes: [1, 0],
  },
  peopleInSearch: {
    run: onReady(
      async (tenant) => {
        await putPerson(tenant)
        return found(tenant)
      },
      peopleSchema,
      people,
    ),
    outcomes: [0, 1],
  },
  searchRequests: {
    run: onReady(async ({ call, tokenOf }) => {
      const one = { entityTypes: ['externalItem'], query: { queryString: '*' } }
      const token = tokenOf(alex, 'ExternalItem.Read.All')
      return (await call('POST /search/query', { requests: [one, one] }, { token })).status
    }),
    outcomes: [200, 400],
  },
  largestSearchPage: {
    run: withItem(async (tenant) => [
      await found(tenant, { size: 500 }),
      await found(tenant, { size: 1000 }),
      await found(tenant, { size: 1001 }),
    ]),
    outcomes: [
      [1, 'refused', 'refused'],
      [1, 1, 'refused'],
    ],
  },
  unreadableQuery: {
    run: withItem(async (tenant) => [
      await found(tenant, { query: { queryString: '(a' } }),
      await found(tenant, { query: { queryString: 'a AND (' } }),
    ]),
    outcomes: [
      ['refused', 'refused'],
      [1, 0],
    ],
  },
  emptyQuery: {
    run: withItem((tenant) => found(tenant, { query: { queryString: '' } })),
    outcomes: [1, 'refused'],
  },
  unknownRestriction: {
    run: withItem((tenant) => found(tenant, { query: { queryString: 'nothing:1' } })),
    outcomes: [0, 'refused'],
  },
  unknownContentSource: {
    run: withItem((tenant) => found(tenant, { contentSources: ['/external/connections/none'] })),
    outcomes: [0, 'refused'],
  },
  formContentType: {
    run: async ({ emulator: { url, tenantId, apps } }) => {
      const [app] = apps
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: app?.clientId ?? '',
        client_secret: app?.clientSecret ?? '',
        scope: 'https://graph.microsoft.com/.default',
      })
      const ask = async (type: string) => {
        const init = { method: 'POST', body: String(form), headers: { 'content-type': type } }
        const response = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, init)
        const { error_codes: codes } = (await response.json()) as { error_codes?: number[] }
        return codes?.[0] ?? response.status
      }
      return [await ask('text/plain'), await ask('application/x-www-form-urlencoded; charset=utf-8')]
    },
    outcomes: [
      [200, 200],
      [900144, 200],
    ],
  },
  collectionFilters: {
    run: status("GET /external/connections?$filter=contains(tolower(name),'x') or name ge 'a'"),
    outcomes: [200, 400],
  },
  unknownQueryOptions: { run: status('GET /external/connections?$compute=1'), outcomes: [200, 400] },
}

const known = switches.map(({ name }) => name)

test.each(known)('%s can be turned', async (name) => {
  const { values } = switches.find((one) => one.name === name) ?? { values: [] }
  const { run, outcomes } = cases[name]

  for (const [index, value] of values.entries()) {
    const tenant = await openTenant({ settings: { [name]: value } })
    expect([value, await run(tenant)]).toEqual([value, outcomes[index]])
  }
  expect(new Set(outcomes.map((one) => JSON.stringify(one))).size).toBe(values.length)
  expect(['by default', await run(await openTenant())]).toEqual(['by default', outcomes[0]])
})

const strict = switches.flatMap((one) =>
  'strict' in one ? [[one.name, [...(one.values as readonly unknown[])].indexOf(one.strict)] as const] : [],
)

test.each(strict)('%s is turned in strict mode', async (name, at) => {
  const tenant = await openTenant()
  const { settings } = tenant
  settings.strict = true
  // What a case builds on need not be strict.
  const ready: Tenant['ready'] = async (...args) => {
    settings.strict = false
    await tenant.ready(...args)
    settings.strict = true
  }

  expect(await cases[name].run({ ...tenant, ready })).toEqual(cases[name].outcomes[at])
})

test('switches differ in name, and their defaults are values', () => {
  expect(new Set(known).size).toBe(known.length)
  for (const { values, default: value } of switches) expect(values).toContain(value)
})

test('the environment turns switches and settings, in any case', () => {
  expect(
    switchesFrom({ EMULATOR_ITEM_PATCH: 'REFUSE', EMULATOR_NOT_OWNER_STATUS: '404', OTHER: 'x' }),
  ).toEqual({
    itemPatch: 'refuse',
    notOwnerStatus: 404,
  })
  expect(settingsFrom({ EMULATOR_IN_FLIGHT: '4', EMULATOR_STRICT: 'yes', EMULATOR_INDEX_MS: ' ' })).toEqual({
    inFlight: 4,
    strict: true,
  })
  expect(() => settingsFrom({ EMULATOR_INDEX_MS: '1.5' })).toThrow('EMULATOR_INDEX_MS has to be a whole')
  expect(() => settingsFrom({ EMULATOR_PAGE_SIZE: '0' })).toThrow('EMULATOR_PAGE_SIZE is at least 1.')
  expect(() => switchesFrom({ EMULATOR_ITEM_PATCH: 'maybe' })).toThrow(
    'EMULATOR_ITEM_PATCH is one of accept, refuse, not "maybe".',
  )
})
