import { describe, expect, test } from 'vitest'
import { labels } from '@/lib/model/labels/labels'
import { personLabelOf } from '@/lib/model/labels/person-entities'
import { checkEntities, checkEntity } from '@/lib/model/people/check'
import { entitiesFrom, entityFrom } from '@/lib/model/people/entity-from-row'
import { entityFields, entityOf } from '@/lib/model/people/people'

const supported = labels
  .filter(({ kind, supported }) => kind === 'person' && supported)
  .map(({ label }) => label)

describe('what a label offers', () => {
  test.each(supported)('%s has fields with titles of their own', (label) => {
    const fields = entityFields(label)

    expect(fields.length).toBeGreaterThan(1)
    expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length)
    const titles = fields.filter(({ path }) => !path.includes('client')).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
    expect(checkEntity(label, {}).length).toBeGreaterThan(0)
  })

  test('fields are named for an admin, and the needed ones marked', () => {
    const titles = new Map(entityFields('personCurrentPosition').map(({ path, title }) => [path, title]))

    expect(titles.get('detail.jobTitle')).toBe('Job title')
    expect(titles.get('detail.company.displayName')).toBe('Company')
    expect(titles.get('detail.company.department')).toBe('Department')
    expect(titles.get('detail.company.address.city')).toBe('Company address city')
    expect(titles.get('manager.userPrincipalName')).toBe('Manager user principal name')
    expect(entityFields('personSkills').filter(({ required }) => required)).toEqual([
      { path: 'displayName', type: 'text', title: 'Name', required: true },
    ])
  })

  test('other labels offer nothing', () => {
    expect(entityFields('title')).toEqual([])
    expect(entityOf('personManager')).toBeUndefined()
    expect(personLabelOf({ labels: ['tags', 'personSkills'] })).toBe('personSkills')
  })
})

describe('an entity from texts', () => {
  test('has its values converted, in one order whatever the mapping says', () => {
    const texts = {
      'detail.company.department': ' Sales ',
      'manager.userPrincipalName': 'patti@contoso.com',
      'detail.layer': '3',
      'detail.jobTitle': 'VP',
      'detail.startMonthYear': '2022-05',
      colleagues: 'a@contoso.com; Bo Berg',
      categories: 'one;two',
      'detail.summary': '',
    }

    expect(entityFrom('personCurrentPosition', texts)).toEqual({
      problems: [],
      entity: {
        isCurrent: true,
        detail: { jobTitle: 'VP', layer: 3, startMonthYear: '2022-05-01', company: { department: 'Sales' } },
        manager: { userPrincipalName: 'patti@contoso.com', relationship: 'manager' },
        colleagues: [
          { userPrincipalName: 'a@contoso.com', relationship: 'colleague' },
          { displayName: 'Bo Berg', relationship: 'colleague' },
        ],
        categories: ['one', 'two'],
      },
    })
    const reversed = Object.fromEntries(Object.entries(texts).reverse())
    expect(JSON.stringify(entityFrom('personCurrentPosition', reversed))).toBe(
      JSON.stringify(entityFrom('personCurrentPosition', texts)),
    )
  })

  test('of blank cells is none', () => {
    expect(entityFrom('personCurrentPosition', { 'detail.jobTitle': ' ' })).toEqual({
      entity: null,
      problems: [],
    })
    expect(entitiesFrom('personSkills', { displayName: ' ; ' })).toEqual({ entities: [], problems: [] })
  })

  test.each([
    ['personCurrentPosition', { 'detail.startMonthYear': '1/5/2022' }, /can be read as two dates/],
    ['personCurrentPosition', { isCurrent: 'perhaps', 'detail.jobTitle': 'x' }, /true or false/],
    ['personCurrentPosition', { 'manager.userPrincipalName': 'Patti' }, /not a user principal name/],
    ['personWebSite', { webUrl: 'contoso.com' }, /begins with https/],
    ['personAccount', { externalDirectoryObjectId: '42' }, /GUID/],
    ['personAccount', { countryCode: 'NO' }, /Whose profile/],
    ['personName', { shoeSize: '42', displayName: 'x' }, /no member shoeSize/],
  ] as const)('%s %j is refused', (label, texts, message) => {
    expect(entityFrom(label, texts).problems).toContainEqual(
      expect.objectContaining({ severity: 'error', message: expect.stringMatching(message) }),
    )
  })

  test('a time of day is no part of a date and is not dropped', () => {
    const hired = (text: string) => entityFrom('personAwards', { displayName: 'Star', issuedDate: text })

    expect(hired('2020-05-01T00:00:00Z').entity).toMatchObject({ issuedDate: '2020-05-01' })
    expect(hired('01.13.2020').problems).toEqual([])
    expect(hired('2020-04-30T22:00:00Z').problems).toMatchObject([
      { path: 'issuedDate', message: expect.stringContaining('has a time of day') },
    ])
  })

  test('takes enumerations as people write them', () => {
    const spoken = { displayName: 'Norwegian', spoken: 'Native or bilingual' }

    expect(entityFrom('personLanguages', spoken).entity).toMatchObject({ spoken: 'nativeOrBilingual' })
    expect(entityFrom('personPhones', { number: '1', type: 'Cell' }).entity).toMatchObject({ type: 'mobile' })
    expect(entityFrom('personAddresses', { 'detail.city': 'Oslo', 'detail.type': 'Work' })).toEqual({
      entity: { detail: { type: 'business', city: 'Oslo' } },
      problems: [],
    })
    expect(entityFrom('personSkills', { displayName: 'Go', proficiency: 'guru' }).problems).toMatchObject([
      { path: 'proficiency', message: expect.stringMatching(/'guru' is not one of: elementary, /) },
    ])
  })
})

describe('several entities', () => {
  test('stand side by side in their columns; one value serves all', () => {
    const { entities, problems } = entitiesFrom('personSkills', {
      displayName: 'Go; Rust ;C',
      proficiency: 'expert;;elementary;',
      collaborationTags: 'ask me about, able to mentor',
    })

    const collaborationTags = ['askMeAbout', 'ableToMentor']
    expect(problems).toEqual([])
    expect(entities).toEqual([
      { displayName: 'Go', proficiency: 'expert', collaborationTags },
      { displayName: 'Rust', collaborationTags },
      { displayName: 'C', proficiency: 'elementary', collaborationTags },
    ])
  })

  test('that do not line up are refused', () => {
    expect(
      entitiesFrom('personSkills', { displayName: 'a;b;c', proficiency: 'expert;expert' }),
    ).toMatchObject({
      entities: [],
      problems: [
        { path: 'proficiency', message: expect.stringMatching(/2 values where another column has 3/) },
      ],
    })
  })

  test('is refused when it would have more entities, or longer ones, than an item can hold', () => {
    const many = { displayName: 'a;'.repeat(10_001) }
    const long = { displayName: 'a;'.repeat(9_000), 'detail.jobTitle': 'x'.repeat(4_000) }

    for (const texts of [many, long])
      expect(entitiesFrom('personSkills', texts)).toMatchObject({
        entities: [],
        problems: [{ severity: 'error', message: expect.stringContaining('more than an item can hold') }],
      })
  })

  test('are counted: three emails, one address of each kind', () => {
    const emails = Array.from({ length: 4 }, () => ({ address: 'a@b.c', type: 'work' }))
    const { entities } = entitiesFrom('personAddresses', { 'detail.city': 'Oslo;Bergen' })

    expect(checkEntities('personEmails', emails)[0]?.message).toMatch(
      /4 values, and personEmails takes at most 3/,
    )
    expect(checkEntities('personEmails', emails.slice(1))).toEqual([])
    expect(checkEntities('personAddresses', entities)[0]?.message).toMatch(
      /Two addresses are of the kind 'business'/,
    )
  })
})

describe('an entity in JSON', () => {
  test.each([
    ['personAccount', { userPrincipalName: 'adele.vance@contoso.com' }],
    ['personEmails', { address: 'adele.vance@contoso.com', type: 'work', displayName: null, unknown: 1 }],
    ['personPhones', { number: '+47 22 00 00 00', type: 'business' }],
    ['personName', { first: 'Adele', last: 'Vance' }],
    ['personAnniversaries', { type: 'work', date: '2022-05-01' }],
    ['personNote', { detail: { contentType: 'text', content: 'Works on search.' } }],
    ['personWebAccounts', { userId: 'adelev', service: { name: 'GitHub', webUrl: 'https://github.com' } }],
  ])('%s %j passes', (label, value) => {
    expect(checkEntity(label, value)).toEqual([])
  })

  test.each([
    ['personEmails', { address: 'a@b.c' }, /type has to be given/],
    ['personEmails', { address: 'a@b.c', type: 'home' }, /type is 'home', not one of: unknown, work/],
    ['personAnniversaries', { type: 'work', date: '2022-02-30' }, /not a date/],
    ['personCurrentPosition', { detail: 'VP' }, /detail is not an object/],
    ['personCurrentPosition', { detail: { jobTitle: 7 } }, /detail.jobTitle is not a text/],
    ['personCurrentPosition', { colleagues: ['Bo'] }, /not a list of people/],
    [
      'personCurrentPosition',
      { colleagues: [{ relationship: 'foe' }] },
      /colleagues.0.relationship is 'foe'/,
    ],
    ['personSkills', ['Go'], /not a JSON object/],
    ['personSkills', { displayName: 'Go', collaborationTags: ['x'] }, /may list only: askMeAbout/],
    ['personAddresses', { geoCoordinates: { latitude: 'north' } }, /not a number/],
    ['personManager', {}, /Nothing is known/],
  ])('%s %j is refused', (label, value, message) => {
    expect(checkEntity(label, value).map((problem) => problem.message)).toContainEqual(
      expect.stringMatching(message),
    )
  })
})
