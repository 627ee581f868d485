import { expect, test } from 'vitest'
import { defaultRules } from '@/lib/model/sync/abort-rules'
import { saveAbortRules } from '@/lib/services/sync/save-abort-rules'
import { getAbortRules } from '@/lib/sources/abort-rules'
import { emptyPglite } from '../support/database'
import { groupsTenant, rowsOf } from '../support/groups'
import { perform } from '../support/services'
import { untilSync } from '../support/sync'

const head = 'group,member,type\n'

test('runs of groups keep to limits of their own', async () => {
  const opened = await emptyPglite()
  const tenant = await groupsTenant(opened)
  const { connectionId, context } = tenant
  const limit = (rules: Partial<typeof defaultRules>) =>
    perform(saveAbortRules, context, {
      connectionId,
      holds: 'groups',
      rules: { ...defaultRules, ...rules },
    })
  await expect(limit({})).rejects.toMatchObject({ code: 'invalid', message: /^Choose where the members/ })
  await tenant.work()
  await untilSync(opened, await tenant.start(head + rowsOf('team', 1, 30)))

  await limit({ heldItems: 0, heldPercent: 0 })
  const one = await untilSync(opened, await tenant.start(head + rowsOf('team', 1, 29)))
  expect(one).toMatchObject({ status: 'held', changes: { deleted: 0, held: 1 } })

  // The source may change; its limits stay as they are saved.
  await limit({ heldItems: 30, total: 3 })
  const many = await untilSync(opened, await tenant.start(head + rowsOf('team', 1, 10)))
  expect(many).toMatchObject({ status: 'succeeded', changes: { deleted: 20, held: 0 } })
  const bad = 'team,nobody@contoso.com,user\n'.repeat(4)
  expect(await untilSync(opened, await tenant.start(head + bad + rowsOf('team', 1, 10)))).toMatchObject({
    status: 'stopped',
    problem: { message: '3 rows failed, and this sync stops at 3. The rest was not sent.' },
  })
  expect((await tenant.groups())[0]?.members).toHaveLength(10)
  expect(await getAbortRules(opened.db, connectionId, 'items')).toEqual(defaultRules)
})

test('one member whom Graph does not take out keeps no other in, and the next run tries again', async () => {
  const opened = await emptyPglite()
  const tenant = await groupsTenant(opened)
  const { connectionId } = tenant
  await tenant.work()
  await untilSync(opened, await tenant.start(head + rowsOf('team', 1, 8)))
  const path = `/external/connections/${connectionId}/groups/team/members/x2`
  await tenant.fail({ match: { method: 'DELETE', path }, status: 400, message: 'Not this one.', times: 1 })
  const members = async () => (await tenant.groups())[0]?.members.map(({ id }) => id)

  const fewer = head + rowsOf('team', 5, 8)
  expect(await untilSync(opened, await tenant.start(fewer))).toMatchObject({
    status: 'with-errors',
    changes: { deleted: 3, held: 0 },
    problem: {
      message: expect.stringMatching(/^Graph did not remove 1 member\. .*Not this one\..* tries again\.$/),
    },
  })
  expect(await members()).toEqual(['x2', 'x5', 'x6', 'x7', 'x8'])

  expect(await untilSync(opened, await tenant.start(fewer))).toMatchObject({
    status: 'succeeded',
    changes: { deleted: 1, held: 0 },
  })
  expect(await members()).toEqual(['x5', 'x6', 'x7', 'x8'])
})
