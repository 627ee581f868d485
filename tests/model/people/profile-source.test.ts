import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { globalSetting, NewProfileSource, ProfilePropertySetting } from '@/lib/model/people/profile-source'
import { entraSourceId, hasEntra, sourceIdOf, sourceUrl, without } from '@/lib/model/people/source-url'
import { problemsOf } from '@/lib/model/problems'

const beta = "https://graph.microsoft.com/beta/admin/people/profileSources(sourceId='hr1')"
const entra = sourceUrl(entraSourceId)
const foreign = 'https://example.com/something%20else?x=(1)'

describe('an entry of the list', () => {
  test.each([
    [sourceUrl('hr1'), 'hr1'],
    [beta, 'hr1'],
    ["/admin/people/profileSources(sourceId='hr1')", 'hr1'],
    ["http://127.0.0.1:4100/V1.0/admin/people/PROFILESOURCES(sourceid='HR1')", 'HR1'],
    ['https://graph.microsoft.com/v1.0/external/connections/hr1', 'hr1'],
    ['/external/connections/hr1', 'hr1'],
    ['https://login.microsoftonline.com', entraSourceId],
    ['https://login.microsoftonline.com/', entraSourceId],
    [entra, entraSourceId],
    [foreign, null],
    ["https://graph.microsoft.com/v1.0/users('hr1')", null],
    ['', null],
  ])('%s means %s', (url, sourceId) => {
    expect(sourceIdOf(url)).toBe(sourceId)
  })

  test('is written in the v1.0 form and read back, whatever the id', () => {
    expect(sourceUrl('hr1')).toBe(
      "https://graph.microsoft.com/v1.0/admin/people/profileSources(sourceId='hr1')",
    )
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (id) => {
        expect(sourceIdOf(sourceUrl(id))).toBe(id)
      }),
    )
  })
})

describe('the list', () => {
  test('loses a source and nothing else', () => {
    expect(without([entra, beta, foreign, '/external/connections/hr1'], 'hr1')).toEqual([entra, foreign])
  })

  test('knows whether Entra is in it', () => {
    expect(hasEntra(['https://login.microsoftonline.com'])).toBe(true)
    expect(hasEntra([beta])).toBe(false)
  })
})

describe('the global setting', () => {
  const setting = (id: string, name: string | null) => ProfilePropertySetting.parse({ id, name })
  const first = '00000000-0000-0000-0000-000000000001'

  test('is the one without a name', () => {
    expect(globalSetting([setting(first, 'skills'), setting('x', '')])?.id).toBe('x')
    expect(globalSetting([setting(first, 'skills'), setting('y', null)])?.id).toBe('y')
  })

  test('else the one with the known id, else the only one', () => {
    expect(globalSetting([setting('a', 'skills'), setting(first, 'Profile priority config')])?.id).toBe(first)
    expect(globalSetting([setting('a', 'Profile priority config')])?.id).toBe('a')
  })

  test('may be missing', () => {
    expect(globalSetting([])).toBeNull()
    expect(globalSetting([setting('a', 'skills'), setting('b', 'name')])).toBeNull()
  })

  test('has a list even when Graph sends none', () => {
    expect(
      ProfilePropertySetting.parse({ id: 'a', prioritizedSourceUrls: null }).prioritizedSourceUrls,
    ).toEqual([])
  })
})

describe('a new source', () => {
  const good = { sourceId: 'hr1', displayName: ' HR ', webUrl: ' https://hr.contoso.com ' }

  test('is of kind Connector', () => {
    expect(NewProfileSource.parse(good)).toEqual({
      sourceId: 'hr1',
      displayName: 'HR',
      webUrl: 'https://hr.contoso.com',
      kind: 'Connector',
    })
  })

  test.each([
    [{ ...good, displayName: ' ' }, 'displayName', /Give the source a name/],
    [{ ...good, displayName: 'x'.repeat(129) }, 'displayName', /128/],
    [{ ...good, webUrl: '' }, 'webUrl', /Give the address/],
    [{ ...good, webUrl: 'http://hr.contoso.com' }, 'webUrl', /begins with https/],
    [{ ...good, webUrl: 'hr.contoso.com' }, 'webUrl', /begins with https/],
    [{ ...good, sourceId: '' }, 'sourceId', /Choose the people connection/],
  ])('%j is refused', (input, field, message) => {
    expect(problemsOf(NewProfileSource, input)).toEqual([{ field, message: expect.stringMatching(message) }])
  })
})
