import { expect, test } from 'vitest'
import { planMembers } from '@/lib/model/groups/members-plan'
import { readMembers } from '@/lib/model/groups/members-text'

const id = '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b04'

test('members are read from lines with a type, or a principal name alone, each once', () => {
  const text = `\uFEFFtype;id\r\n"user";"Adele@contoso.com"\r\nadele@contoso.com\r\n\r\nGroup\t${id}\r\nexternal group,tier_1`

  expect(readMembers(text)).toEqual({
    members: [
      { type: 'user', name: 'adele@contoso.com' },
      { type: 'group', name: id },
      { type: 'externalGroup', name: 'tier_1' },
    ],
    problems: [],
  })
})

test.each([
  ['robot,x', 'robot is no type.'],
  ['tier1', 'Write the type before tier1'],
  ['user,adele', 'adele is neither a user principal name nor the object id'],
  ['group,Support Desk', 'Support Desk is not the object id of a group.'],
  ['externalGroup,a b', 'a b is no id of an external group.'],
])('the line %s is named with what is wrong', (line, message) => {
  const { problems } = readMembers(`user,${id}\n${line}`)

  expect(problems).toEqual([{ line: 2, message: expect.stringContaining(message) }])
})

test('a plan leaves out who is on the way out, and adds them again when they are named', () => {
  const [one, two, three] = ['1', '2', '3'].map((memberId) => ({
    memberId,
    type: 'user' as const,
    name: memberId,
  }))
  if (!one || !two || !three) throw new Error('Three were made.')
  const kept = [
    { ...one, state: 'removing' },
    { ...two, state: 'adding' },
    { ...three, state: 'there' },
  ]

  expect(planMembers([one, two], kept)).toEqual({ added: [one], notNamed: [three], same: 1 })
})
