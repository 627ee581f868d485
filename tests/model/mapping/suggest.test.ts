import { describe, expect, test } from 'vitest'
import { templates } from '@/lib/model/connection/templates'
import { Mapping, type MappingDraft } from '@/lib/model/mapping/mapping'
import { checkMapping, suggestMapping } from '@/lib/model/mapping/suggest'
import type { ConnectorSchema, Property } from '@/lib/model/schema/schema'

const template = (id: string) => {
  const found = templates.find((one) => one.id === id)
  if (!found) throw new Error(`No template ${id}`)
  return found
}

const schema = (properties: Property[]): ConnectorSchema => ({
  baseType: 'microsoft.graph.externalItem',
  properties,
})

const helpdesk = template('helpdesk')
const people = template('people')
const hrColumns = ['userPrincipalName', 'Job title', 'department', 'Company', 'skills', 'Favorite color']

describe('a suggestion', () => {
  test('finds properties by name, whatever case, spaces and punctuation', () => {
    const columns = ['TICKET ID', 'Title', 'created-at', 'Assigned_To', 'Body']

    const mapping = suggestMapping(columns, helpdesk.schema, 'taskManagement')

    expect(mapping).toEqual({
      itemId: { column: 'TICKET ID' },
      properties: {
        ticketId: { kind: 'column', column: 'TICKET ID' },
        title: { kind: 'column', column: 'Title' },
        createdAt: { kind: 'column', column: 'created-at' },
        assignedTo: { kind: 'column', column: 'Assigned_To', separator: ';' },
      },
      content: { column: 'Body', type: 'text' },
      access: 'everyoneExceptGuests',
    })
  })

  test('finds properties by alias and by what their label is usually called', () => {
    const content = schema([
      { name: 'headline', type: 'string', labels: ['title'] },
      { name: 'who', type: 'string', aliases: ['requestedBy'] },
      { name: 'summary', type: 'string' },
    ])

    const { properties } = suggestMapping(['Subject', 'Requested by', 'Summary'], content, 'qna')

    expect(properties).toEqual({
      headline: { kind: 'column', column: 'Subject' },
      who: { kind: 'column', column: 'Requested by' },
      summary: { kind: 'column', column: 'Summary' },
    })
  })

  test('never gives one column to two properties by guess', () => {
    const content = schema([
      { name: 'heading', type: 'string', labels: ['title'] },
      { name: 'description', type: 'string' },
    ])

    const mapping = suggestMapping(['id', 'description', 'name'], content, 'wikis')

    expect(mapping.properties.heading).toEqual({ kind: 'column', column: 'name' })
    expect(mapping.content).toBeUndefined()
  })

  test('fills profile entities and identifies a person by the account', () => {
    const mapping = suggestMapping(hrColumns, people.schema, 'people')

    expect(Mapping.parse(mapping)).toEqual({
      itemId: { column: 'userPrincipalName' },
      properties: {
        account: { kind: 'entity', fields: { userPrincipalName: 'userPrincipalName' } },
        position: {
          kind: 'entity',
          fields: {
            'detail.jobTitle': 'Job title',
            'detail.company.displayName': 'Company',
            'detail.company.department': 'department',
          },
        },
        skills: { kind: 'entity', fields: { displayName: 'skills' }, separator: ';' },
        favoriteColor: { kind: 'column', column: 'Favorite color' },
      },
      access: 'everyone',
    })
    expect(checkMapping(mapping, hrColumns, people.schema, 'people')).toEqual([])
  })

  test.each(['UPN', 'E-mail', 'user principal name', 'Object ID', 'oid'])(
    'takes %j for the account',
    (column) => {
      expect(suggestMapping([column], people.schema, 'people').itemId).toEqual({ column })
    },
  )

  test('leaves open what has no likely column', () => {
    expect(suggestMapping(['foo', 'valid'], helpdesk.schema, 'taskManagement')).toEqual({
      properties: {},
      access: 'everyoneExceptGuests',
    })
  })
})

describe('a check', () => {
  const blank: MappingDraft = { properties: {}, access: 'everyone' }
  const errors = (mapping: MappingDraft, columns: string[], of: typeof people) =>
    checkMapping(mapping, columns, of.schema, of.contentCategory)
      .filter(({ severity }) => severity === 'error')
      .map(({ field, message }) => `${field}: ${message}`)

  test('asks for id, properties and account', () => {
    expect(errors(blank, [], helpdesk)).toEqual([
      expect.stringMatching(/^itemId: Choose the column/),
      expect.stringMatching(/^properties: No property has a column/),
    ])
    expect(errors(blank, [], people)).toContainEqual(expect.stringMatching(/^account: .*user principal name/))
  })

  test('names columns that the file does not have', () => {
    const mapping = suggestMapping(['ticketId', 'title', 'body'], helpdesk.schema, 'taskManagement')

    expect(errors(mapping, ['title'], helpdesk)).toEqual([
      expect.stringMatching(/^itemId: The file has no column 'ticketId'/),
      expect.stringMatching(/^ticketId: The file has no column 'ticketId'/),
      expect.stringMatching(/^content: The file has no column 'body'/),
    ])
  })

  test('refuses properties and fields that do not exist', () => {
    const mapping: MappingDraft = {
      ...suggestMapping(hrColumns, people.schema, 'people'),
      properties: {
        account: { kind: 'entity', fields: { userPrincipalName: 'userPrincipalName', shoeSize: 'skills' } },
        favoriteColor: { kind: 'entity', fields: { displayName: 'skills' } },
        gone: { kind: 'column', column: 'skills' },
      },
    }

    expect(errors(mapping, hrColumns, people)).toEqual([
      expect.stringMatching(/^account: personAccount has no field 'shoeSize'/),
      expect.stringMatching(/^favoriteColor: Only a property with a person label/),
      expect.stringMatching(/^gone: The schema has no property/),
    ])
  })

  test('warns of what will make poor items', () => {
    const mapping = suggestMapping(['ticketId', 'title'], helpdesk.schema, 'taskManagement')
    const found = checkMapping(mapping, ['ticketId', 'title'], helpdesk.schema, 'taskManagement')

    expect(found.map(({ severity, field }) => [severity, field])).toEqual([
      ['warning', 'content'],
      ['warning', 'url'],
      ['warning', 'iconUrl'],
    ])
  })

  test('warns of an entity without its main field', () => {
    const columns = ['upn', 'department']
    const mapping = suggestMapping(columns, people.schema, 'people')

    expect(checkMapping(mapping, columns, people.schema, 'people')).toEqual([
      { severity: 'warning', field: 'position', message: expect.stringMatching(/Job title/) },
    ])
  })
})
