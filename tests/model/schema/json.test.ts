import { expect, test } from 'vitest'
import { templates } from '@/lib/model/connection/templates'
import { parseSchemaJson, toGraphSchema } from '@/lib/model/schema/json'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

test('what is sent has a fixed order, all attributes and nothing empty', () => {
  const schema: ConnectorSchema = {
    baseType: 'microsoft.graph.externalItem',
    properties: [
      {
        isSearchable: true,
        labels: ['assignedTo'],
        aliases: [],
        description: '',
        type: 'string',
        name: 'who',
      },
    ],
  }
  expect(JSON.stringify(toGraphSchema(schema))).toBe(
    '{"baseType":"microsoft.graph.externalItem","properties":[{"name":"who","type":"string",' +
      '"labels":["assignedToPeople"],"isSearchable":true,"isQueryable":false,"isRetrievable":false,"isRefinable":false}]}',
  )
})

test('what is taken away from a registered property is sent as empty', () => {
  const schema = (more: object): ConnectorSchema => ({
    baseType: 'microsoft.graph.externalItem',
    properties: [{ name: 'a', type: 'string', ...more }],
  })
  const registered = schema({ labels: ['title'], aliases: ['b'], description: 'x' })
  const [property] = toGraphSchema(schema({}), registered).properties
  expect(property).toMatchObject({ labels: [], aliases: [], description: '' })
})

test.each(templates)('the JSON of template $id is read back as it was sent', ({ schema }) => {
  const parsed = parseSchemaJson(JSON.stringify(toGraphSchema(schema)))
  expect(parsed).toMatchObject({ notes: [] })
  expect(parsed.schema && toGraphSchema(parsed.schema)).toEqual(toGraphSchema(schema))
})

test('Microsoft\'s own spelling is read: String, "true", other label names, nulls', () => {
  const parsed =
    parseSchemaJson(`{"@odata.context":"x","baseType":"#microsoft.graph.externalItem","properties":[
    {"name":"who","type":"String","isSearchable":"true","labels":["assignedTo","moonPhase"],"aliases":null}]}`)
  expect(parsed).toEqual({
    schema: {
      baseType: 'microsoft.graph.externalItem',
      properties: [
        {
          name: 'who',
          type: 'string',
          labels: ['assignedToPeople', 'moonPhase'],
          isSearchable: true,
          isQueryable: false,
          isRetrievable: false,
          isRefinable: false,
        },
      ],
    },
    notes: [],
  })
})

test('a bare list of properties will do', () => {
  expect(parseSchemaJson('[{"name":"a","type":"int64"}]').schema?.properties).toHaveLength(1)
})

test('members that cannot be sent are named', () => {
  const parsed = parseSchemaJson('[{"name":"a","type":"string","isExactMatchRequired":true,"color":1}]')
  expect(parsed).toMatchObject({
    notes: [
      { path: 'properties[0].isExactMatchRequired', message: expect.stringContaining('beta') },
      { path: 'properties[0].color', message: expect.stringContaining('left out') },
    ],
  })
})

test.each([
  ['{', '', 'This is not JSON. Line 1, column 2: a closing } is missing.'],
  ['[\n  {"name": "a" "type": "string"}\n]', '', 'Line 2, column 16: a comma is expected here.'],
  ['7', '', 'A schema is an object'],
  ['{}', 'properties', 'A list "properties" is missing.'],
  ['[7]', 'properties[0]', 'A property is an object'],
  ['[{"type":"string"}]', 'properties[0].name', 'A name is missing.'],
  ['[{"name":"a"}]', 'properties[0].type', 'A type is missing.'],
  ['[{"name":"a","type":"text"}]', 'properties[0].type', "'text' is not a type."],
  ['[{"name":"a","type":"string","isQueryable":"yes"}]', 'properties[0].isQueryable', 'Use true or false.'],
  [
    '[{"name":"a","type":"string","labels":"title"}]',
    'properties[0].labels',
    'Use a list in square brackets',
  ],
  ['{"baseType":"x","properties":[]}', 'baseType', 'Use "microsoft.graph.externalItem", not "x".'],
])('%s is refused with its place', (text, path, message) => {
  expect(parseSchemaJson(text)).toEqual({
    schema: null,
    problems: [{ path, message: expect.stringContaining(message) }],
  })
})
