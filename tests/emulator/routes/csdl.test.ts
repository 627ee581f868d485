import { expect, test } from 'vitest'
import { csdlProblems } from './csdl'

const context = "http://localhost/v1.0/$metadata#connections('a')/items/$entity"
const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }]

test('an answer that the metadata allows has no problems', () => {
  const item = { id: 'a', acl, properties: { anything: 1 }, content: { type: 'text', value: 'b' } }
  expect(csdlProblems({ '@odata.context': context, ...item })).toEqual([])
})

test('unknown members, wrong enumeration members and missing keys are told', () => {
  const item = { title: 'a', acl: [{ ...acl[0], type: 'all' }], content: { type: 'text', value: 1 } }
  expect(csdlProblems({ '@odata.context': context, ...item })).toEqual([
    expect.stringContaining('id is missing'),
    expect.stringContaining('title is not in the metadata'),
    expect.stringContaining('no member of microsoft.graph.externalConnectors.aclType'),
    expect.stringContaining('content.value is no String'),
  ])
  expect(csdlProblems({ id: 'a' })).toEqual(['the answer has no @odata.context'])
})

test('what only beta has is allowed on beta', () => {
  const connection = {
    id: 'a',
    contentCategory: 'people',
    ingestedItemsCount: 3,
    enabledContentExperiences: ['search'],
  }
  const on = (version: string) => ({
    '@odata.context': `http://localhost/${version}/$metadata#connections/$entity`,
    ...connection,
  })

  expect(csdlProblems(on('beta'))).toEqual([])
  expect(csdlProblems(on('v1.0'))).toHaveLength(2)
})

test('the directory and the profile of beta are looked into too', () => {
  const of = (context: string, answer: object) =>
    csdlProblems({ '@odata.context': `http://localhost/beta/$metadata#${context}`, ...answer })

  expect(of('users/$entity', { id: 'a', businessPhones: null, shoes: 1 })).toEqual([
    expect.stringContaining('businessPhones is no collection'),
    expect.stringContaining('shoes is not in the metadata'),
  ])
  const skills = [{ id: 'a', proficiency: 'magic', categories: null }]
  expect(of("users('a')/profile/$entity", { id: 'a', skills })).toEqual([
    expect.stringContaining('no member of microsoft.graph.beta.skillProficiency_proficiency'),
    expect.stringContaining('categories is no collection'),
  ])
})

test('refusals and what is inside a batch are looked into too', () => {
  const innerError = { date: '2026-01-31T08:00:00', 'request-id': 'a' }
  expect(csdlProblems({ error: { code: 'BadRequest', message: '', innerError } })).toEqual([])
  expect(csdlProblems({ error: { code: 400, message: '', innerError } })).toEqual(['error.code is no text'])
  expect(csdlProblems({ responses: [{ body: { id: 'a' } }] })).toEqual(['the answer has no @odata.context'])
})
