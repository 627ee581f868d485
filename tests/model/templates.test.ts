import { expect, test } from 'vitest'
import { checkSchema } from '@/lib/model/schema-rules'
import { templates } from '@/lib/model/templates'

test.each(templates)('the template $id can be submitted as it is', ({ schema, contentCategory }) => {
  expect(checkSchema(schema, { contentCategory })).toEqual([])
})
