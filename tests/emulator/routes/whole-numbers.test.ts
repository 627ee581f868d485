import { expect, test } from 'vitest'
import { everyone, openTenant } from './calls'

const schema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'title', type: 'string', isSearchable: true, isRetrievable: true },
    { name: 'ticks', type: 'int64', isQueryable: true, isRetrievable: true, isRefinable: true },
    { name: 'marks', type: 'int64Collection', isRetrievable: true },
    { name: 'weight', type: 'double', isRetrievable: true },
  ],
}
const most = '9223372036854775807'
const least = '-9223372036854775808'
const ticks = '638000000000000001'

async function open() {
  const tenant = await openTenant()
  await tenant.ready('hr1', schema)
  const token = await tenant.token('everything')
  const adele = tenant.emulator.users.find(({ userPrincipalName }) => userPrincipalName.startsWith('adele'))
  const user = tenant.emulator.tenant.store.get<{ id: string }>(
    'select id from users where userPrincipalName = ?',
    adele?.userPrincipalName ?? '',
  )
  const searcher = tenant.tokenOf(user?.id ?? '', 'ExternalItem.Read.All')
  /** Text in and text out: what JSON.parse makes of a long number is what must not be looked at. */
  const send = async (method: string, path: string, body?: string, bearer = token) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
    const response = await fetch(`${tenant.url}${path}`, { method, body, headers })
    return { status: response.status, text: await response.text() }
  }
  const put = (id: string, properties: string) =>
    send('PUT', `/v1.0/external/connections/hr1/items/${id}`, bodyWith(properties))
  const search = (request: string) =>
    send('POST', '/v1.0/search/query', `{"requests":[{"entityTypes":["externalItem"],${request}}]}`, searcher)
  return { ...tenant, send, put, search }
}

const bodyWith = (properties: string) => `{"acl":${JSON.stringify(everyone)},"properties":{${properties}}}`

test('whole numbers of 64 bits are answered, kept and shown with all their digits', async () => {
  const { put, send } = await open()
  const properties = `"title":"a","ticks":${ticks},"marks@odata.type":"Collection(Int64)","marks":[${most},1,${least}]`

  const answered = await put('T1', properties)
  expect(answered.status).toBe(200)
  expect(answered.text).toContain(properties)
  expect((await send('GET', '/v1.0/external/connections/hr1/items/T1')).text).toContain(properties)
  expect((await send('GET', '/_emulator/items?connectionId=hr1')).text).toContain(properties)
  expect((await send('GET', '/inspector/connections/hr1/items/T1')).text).toContain(ticks)
  const patch = '{"acl":[{"type":"everyone","value":"everyone","accessType":"grant"}]}'
  expect((await send('PATCH', '/v1.0/external/connections/hr1/items/T1', patch)).text).toContain(properties)
})

test('they keep them in a batch, with full metadata and in the log', async () => {
  const { send } = await open()
  const step = `{"id":"1","method":"PUT","url":"/external/connections/hr1/items/T1","headers":{"Content-Type":"application/json"},"body":${bodyWith(`"ticks":${ticks}`)}}`

  expect((await send('POST', '/v1.0/$batch', `{"requests":[${step}]}`)).text).toContain(`"ticks":${ticks}`)
  expect((await send('GET', '/_emulator/requests')).text).toContain(ticks)
  expect((await send('GET', '/_emulator/items?connectionId=hr1')).text).toContain(ticks)
})

test.each([
  ['9223372036854775808', 400],
  ['-9223372036854775809', 400],
  [most, 200],
  [least, 200],
  ['1.5', 400],
  [`"${ticks}"`, 400],
])('an int64 of %s is answered %i', async (value, status) => {
  const { put } = await open()
  expect((await put('T1', `"ticks":${value}`)).status).toBe(status)
})

test('a double has the digits of a double', async () => {
  const { put } = await open()
  expect((await put('T1', '"weight":123456789012345678901234567890')).text).toContain(
    '1.2345678901234568e+29',
  )
})

test('search tells numbers apart that are the same to a double, and buckets and hits show all digits', async () => {
  const { put, search } = await open()
  await put('T1', `"title":"one","ticks":${ticks}`)
  await put('T2', '"title":"two","ticks":638000000000000002')
  await put('T3', `"title":"three","ticks":${most}`)
  const found = async (request: string) =>
    JSON.parse((await search(request)).text).value[0].hitsContainers[0].total

  expect(await found(`"query":{"queryString":"ticks:${ticks}"}`)).toBe(1)
  expect(await found(`"query":{"queryString":"ticks>${ticks}"}`)).toBe(2)
  expect(await found(`"query":{"queryString":"*"},"aggregationFilters":["ticks:\\"${most}\\""]`)).toBe(1)
  const { text } = await search(
    '"query":{"queryString":"*"},"aggregations":[{"field":"ticks","bucketDefinition":{"sortBy":"keyAsNumber","isDescending":true}}]',
  )
  expect(text).toContain(`"ticks":${ticks}`)
  const { buckets } = JSON.parse(text).value[0].hitsContainers[0].aggregations[0]
  expect(buckets.map(({ key }: { key: string }) => key)).toEqual([most, '638000000000000002', ticks])
})

test('a long number where none belongs is refused or kept, and never a failure', async () => {
  const { send } = await open()
  const card = `{"type":"AdaptiveCard","version":"1.3","body":[],"n":${most}}`
  const settings = `{"searchResultTemplates":[{"id":"a","priority":1,"layout":${card}}]}`

  expect(
    (await send('PATCH', '/v1.0/external/connections/hr1', `{"searchSettings":${settings}}`)).status,
  ).toBe(204)
  expect((await send('GET', '/v1.0/external/connections/hr1')).text).toContain(`"n":${most}`)
  expect((await send('PATCH', '/v1.0/external/connections/hr1', `{"name":${most}}`)).status).toBe(400)
  expect((await send('POST', '/_emulator/settings', `{"pageSize":${most}}`)).status).toBe(400)
})
