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
    expect.stringContaining('content.value is no string'),
  ])
  expect(csdlProblems({ id: 'a' })).toEqual(['the answer has no @odata.context'])
})
