import { expect, test } from 'vitest'
import { templates } from '@/lib/model/connection/templates'
import { checkSchema } from '@/lib/model/schema/rules'

test.each(templates)('the template $id can be submitted as it is', ({ schema, contentCategory }) => {
  expect(checkSchema(schema, { contentCategory })).toEqual([])
})
