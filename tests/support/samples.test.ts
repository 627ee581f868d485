import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { seedUsers } from '@/lib/emulator/seed/users'
import { templates } from '@/lib/model/connection/templates'
import type { Mapping } from '@/lib/model/mapping/mapping'
import { rowToItem } from '@/lib/model/mapping/row-to-item'
import { checkMapping, suggestMapping } from '@/lib/model/mapping/suggest'
import { inspect, recordsOf } from './files'
import { helpdeskCsv, hrCsv } from './samples'

const sample = (name: string) => readFile(new URL(`../../public/samples/${name}`, import.meta.url), 'utf8')

async function itemsOf(text: string, id: string) {
  const template = templates.find((one) => one.id === id)
  if (!template) throw new Error(`No template ${id}`)
  const { schema, contentCategory } = template
  const { columns } = await inspect(text, 100_000)
  const mapping = suggestMapping(columns, schema, contentCategory) as Mapping
  const results = []
  for (const { values } of await recordsOf(text, 100_000))
    results.push(rowToItem({ row: values, mapping, schema, contentCategory, tenantId: 'tenant' }))
  return { problems: checkMapping(mapping, columns, schema, contentCategory), mapping, schema, results }
}

test('the sample files are what the generator makes', async () => {
  expect(await sample('helpdesk-tickets.csv')).toBe(helpdeskCsv(500))
  expect(await sample('contoso-hr.csv')).toBe(hrCsv())
})

test('the helpdesk sample fits its template as suggested', async () => {
  const { problems, mapping, schema, results } = await itemsOf(
    await sample('helpdesk-tickets.csv'),
    'helpdesk',
  )

  expect(problems).toEqual([])
  expect(Object.keys(mapping.properties)).toEqual(schema.properties.map(({ name }) => name))
  expect(mapping).toMatchObject({ itemId: { column: 'ticketId' }, content: { column: 'body' } })
  expect(results.flatMap((result) => result.problems)).toEqual([])
  expect(new Set(results.map(({ itemId }) => itemId)).size).toBe(500)
})

test('the HR sample fits its template as suggested, one row per seeded user', async () => {
  const { problems, mapping, schema, results } = await itemsOf(await sample('contoso-hr.csv'), 'people')

  expect(problems).toEqual([])
  expect(Object.keys(mapping.properties).sort()).toEqual(schema.properties.map(({ name }) => name).sort())
  expect(results.flatMap((result) => result.problems)).toEqual([])
  expect(results.map(({ upn }) => upn)).toEqual(seedUsers.map(({ userPrincipalName }) => userPrincipalName))
})

test('a larger helpdesk begins with the smaller one', () => {
  expect(helpdeskCsv(60).startsWith(helpdeskCsv(50))).toBe(true)
})
