import { expect, test } from 'vitest'
import { bindingsOf, checkBindings } from '@/lib/model/results/bindings'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { ticketSchema } from '../../support/graph'

const names = (text: string) => bindingsOf({ text }).map(({ name }) => name)

test.each<[string, string[]]>([
  ['${title}', ['title']],
  ['[${title}](${url})', ['title', 'url']],
  ['${toUpper(title)}', ['title']],
  ['${if(title == \'tags\', url, "none of tags")}', ['title', 'url']],
  ['${author.name}', ['author']],
  ["${author['first name']}", ['author']],
  ['${$root.title}', ['title']],
  ['${count(tags)} of ${5 + 3}', ['tags']],
  ['${foreach(tags, t, toUpper(t))}', ['tags']],
  ["${if(exists(title), title, '}')}", ['title']],
  ['${true && null}', []],
  ['$title {title} ${', []],
  ['${$index}: ${$data}', []],
])('%s asks for %j', (text, wanted) => {
  expect(names(text)).toEqual(wanted)
})

test('below $data the names are those of an entry, except with $root', () => {
  const card = { items: [{ $data: '${tags}', text: '${name} of ${$root.title}' }, { text: '${url}' }] }
  expect(bindingsOf(card).map(({ name }) => name)).toEqual(['tags', 'title', 'url'])
})

test('a property that does not exist or is not retrievable is an error at its place', () => {
  const schema: ConnectorSchema = {
    ...ticketSchema,
    properties: [...ticketSchema.properties, { name: 'secret', type: 'string', isSearchable: true }],
  }
  const card = { body: [{ text: '${title}' }, { text: '${Title} ${nothing} ${secret} ${ResultSnippet}' }] }
  const found = checkBindings(card, schema)
  expect(found.map(({ severity, path }) => [severity, path.join('.')])).toEqual([
    ['error', 'body.1.text'],
    ['error', 'body.1.text'],
    ['error', 'body.1.text'],
    ['warning', 'body.1.text'],
  ])
  expect(found[0]?.message).toContain('Write ${title}: the case counts.')
  expect(found[1]?.message).toContain('The result would show the text "${nothing}".')
  expect(found[2]?.message).toContain('not retrievable')
})
