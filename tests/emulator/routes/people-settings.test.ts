import { describe, expect, test } from 'vitest'
import { openTenant } from './calls'

const sources = '/admin/people/profileSources'
const settings = '/admin/people/profilePropertySettings'
const entraId = '4ce763dd-9214-4eff-af7c-da491cc3782d'
const globalId = '00000000-0000-0000-0000-000000000001'
const urlOf = (id: string) => `https://graph.microsoft.com/v1.0${sources}(sourceId='${id}')`
const hr = { sourceId: 'hr1', displayName: 'HR system', kind: 'Connector', webUrl: 'https://hr.contoso.com' }
const app = 'configuration'

describe('profile sources', () => {
  test('hold the directory from the start', async () => {
    const { call } = await openTenant()

    expect((await call(`GET ${sources}`)).body.value).toMatchObject([
      { sourceId: entraId, kind: 'MSEntra', webUrl: 'https://login.microsoftonline.com', localizations: [] },
    ])
  })

  test('are created, found by source id or id, changed and deleted', async () => {
    const { call } = await openTenant()

    const created = await call(`POST ${sources}`, hr, { app })
    expect(created).toMatchObject({ status: 201, body: { ...hr, localizations: [] } })
    expect(await call(`GET ${sources}(sourceId='hr1')`)).toMatchObject({ status: 200, body: hr })
    expect(await call(`GET ${sources}/${created.body.id}`)).toMatchObject({ status: 200, body: hr })
    expect(await call(`PATCH ${sources}(sourceId='hr1')`, { displayName: 'HR' }, { app })).toMatchObject({
      status: 200,
      body: { displayName: 'HR', kind: 'Connector' },
    })
    expect(await call(`DELETE ${sources}(sourceId='hr1')`)).toMatchObject({ status: 204 })
    expect(await call(`GET ${sources}(sourceId='hr1')`)).toMatchObject({ status: 404 })
  })

  test('are refused twice, without a name or with a page that is not https', async () => {
    const { call } = await openTenant()
    await call(`POST ${sources}`, hr)

    expect(await call(`POST ${sources}`, hr)).toMatchObject({ status: 409 })
    expect(await call(`POST ${sources}`, { ...hr, sourceId: 'a', webUrl: 'http://hr' })).toMatchObject({
      status: 400,
    })
    expect(await call(`POST ${sources}`, { sourceId: 'a', webUrl: hr.webUrl })).toMatchObject({ status: 400 })
    expect(await call(`POST ${sources}`, { sourceId: 'a', displayName: 'A' })).toMatchObject({ status: 400 })
    expect(await call(`POST ${sources}`, { ...hr, sourceId: undefined })).toMatchObject({ status: 400 })
    expect(await call(`PATCH ${sources}(sourceId='hr1')`, { sourceId: 'hr2' })).toMatchObject({ status: 400 })
  })

  test('the one of the directory cannot be touched', async () => {
    const { call } = await openTenant()

    expect(await call(`DELETE ${sources}(sourceId='${entraId}')`)).toMatchObject({ status: 403 })
    expect(await call(`PATCH ${sources}(sourceId='${entraId}')`, { kind: 'x' })).toMatchObject({
      status: 403,
    })
  })

  test('are closed to an app without the permission', async () => {
    const { call } = await openTenant()

    expect(await call(`GET ${sources}`, undefined, { app: 'ingestion' })).toMatchObject({ status: 403 })
  })
})

describe('the prioritized list', () => {
  test('begins with the directory', async () => {
    const { call } = await openTenant()

    expect((await call(`GET ${settings}`)).body.value).toEqual([
      { id: globalId, name: null, displayName: null, prioritizedSourceUrls: [urlOf(entraId)] },
    ])
  })

  test('is replaced as a whole and answered', async () => {
    const { call } = await openTenant()
    const prioritizedSourceUrls = [urlOf('hr1'), urlOf(entraId)]

    expect(await call(`PATCH ${settings}/${globalId}`, { prioritizedSourceUrls })).toMatchObject({
      status: 200,
      body: { id: globalId, prioritizedSourceUrls },
    })
    expect(await call(`GET ${settings}/${globalId}`)).toMatchObject({ body: { prioritizedSourceUrls } })
    expect(await call(`PATCH ${settings}/${globalId}`, { name: 'x' })).toMatchObject({ status: 400 })
  })

  test('gets the directory back when it is left out, or is reverted', async () => {
    const { call, settings: switches } = await openTenant()
    const change = { prioritizedSourceUrls: [urlOf('hr1')] }

    const appended = await call(`PATCH ${settings}/${globalId}`, change)
    expect(appended.body.prioritizedSourceUrls).toEqual([urlOf('hr1'), urlOf(entraId)])
    switches.entraSourceMissing = 'revert'
    const reverted = await call(`PATCH ${settings}/${globalId}`, { prioritizedSourceUrls: [urlOf('hr2')] })
    expect(reverted).toMatchObject({
      status: 200,
      body: { prioritizedSourceUrls: [urlOf('hr1'), urlOf(entraId)] },
    })
  })

  test('exists once: another setting needs a name', async () => {
    const { call } = await openTenant()
    const prioritizedSourceUrls = [urlOf('hr1')]

    expect(await call(`POST ${settings}`, { prioritizedSourceUrls })).toMatchObject({ status: 409 })
    const named = await call(`POST ${settings}`, { name: 'positions', prioritizedSourceUrls })
    expect(named).toMatchObject({ status: 201, body: { name: 'positions' } })
    expect(await call(`DELETE ${settings}/${named.body.id}/$ref`)).toMatchObject({ status: 204 })
    expect(await call(`DELETE ${settings}/${globalId}`)).toMatchObject({ status: 204 })
    expect(await call(`POST ${settings}`, { prioritizedSourceUrls })).toMatchObject({ status: 201 })
  })
})
