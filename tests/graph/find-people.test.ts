import { expect, test } from 'vitest'
import { findPeople } from '@/lib/graph/find-people'
import { emulatedGraph } from '../support/graph'

test('people are found by the beginning of words of name and account, whatever was typed', async () => {
  const { ingestion } = await emulatedGraph()
  const namesOf = async (words: string) =>
    (await findPeople(ingestion, words)).map(({ userPrincipalName }) => userPrincipalName)

  expect(await namesOf('alex')).toContain('alexw@contoso.com')
  expect(await namesOf('"alexw')).toContain('alexw@contoso.com')
  expect(await namesOf('"\\')).toEqual([])
  expect(await namesOf('nobody of this name')).toEqual([])
})
