import { describe, expect, test } from 'vitest'
import { type Actor, can, canSomewhere, hasAccess, need, whyNot } from '@/lib/access/can'
import { permissions, scopeOf } from '@/lib/access/permissions'
import { Role } from '@/lib/model/role'
import { commands } from '@/lib/services/commands'
import { sources } from '../structure/files'

const actor = (changes: Partial<Actor>): Actor => ({
  oid: 'o',
  username: 'u@contoso.com',
  name: 'U',
  roles: [],
  grants: [],
  ...changes,
})

/** Who may do it, written down by hand: a new command has to be put here. */
const allowed: Record<string, Role[]> = {
  endSession: ['Reader', 'Operator', 'PeopleAdmin', 'Admin'],
  endOtherSessions: ['Reader', 'Operator', 'PeopleAdmin', 'Admin'],
  createConnection: ['Admin'],
  updateConnection: ['Admin'],
  deleteConnection: ['Admin'],
  retryDeletion: ['Admin'],
  saveDraft: ['Admin'],
  discardDraft: ['Admin'],
  submitSchema: ['Admin'],
  saveResolverDraft: ['Admin'],
  discardResolverDraft: ['Admin'],
  submitResolvers: ['Admin'],
  saveTestCases: ['Admin'],
  deleteTestCase: ['Admin'],
  checkItems: ['Reader', 'Operator', 'PeopleAdmin', 'Admin'],
  saveResultsDraft: ['Admin'],
  discardResultsDraft: ['Admin'],
  previewItem: ['Admin'],
  submitTemplates: ['Admin'],
  confirmStep: ['Operator', 'Admin'],
  withdrawStep: ['Operator', 'Admin'],
  registerSource: ['PeopleAdmin', 'Admin'],
  reorderSources: ['PeopleAdmin', 'Admin'],
  prioritizeSource: ['PeopleAdmin', 'Admin'],
  removeSource: ['PeopleAdmin', 'Admin'],
  uploadFile: ['Operator', 'Admin'],
  chooseFormat: ['Operator', 'Admin'],
  testSource: ['Admin'],
  saveSource: ['Admin'],
  saveRemoteSource: ['Admin'],
  pingRemote: ['Admin'],
  saveMapping: ['Admin'],
  saveAbortRules: ['Admin'],
  startSync: ['Operator', 'Admin'],
  retryFailed: ['Operator', 'Admin'],
  setRecordsAside: ['Operator', 'Admin'],
  openRecordsAgain: ['Operator', 'Admin'],
  sendRecords: ['Operator', 'Admin'],
  purgeItems: ['Admin'],
  reconcileItems: ['Operator', 'Admin'],
  settleFindings: ['Operator', 'Admin'],
  approvePlan: ['Operator', 'Admin'],
  discardPlan: ['Operator', 'Admin'],
  approveDeletions: ['Admin'],
  rejectDeletions: ['Admin'],
  pauseSync: ['Operator', 'Admin'],
  resumeSync: ['Operator', 'Admin'],
  cancelSync: ['Operator', 'Admin'],
  addActivity: ['Admin'],
  writeItem: ['Admin'],
  deleteItem: ['Admin'],
  createGroup: ['Admin'],
  updateGroup: ['Admin'],
  deleteGroup: ['Admin'],
  addMembers: ['Admin'],
  removeMembers: ['Admin'],
  applyMembers: ['Admin'],
  retryGroup: ['Admin'],
  saveGroupSource: ['Admin'],
  startGroupsRun: ['Admin', 'Operator'],
  saveSchedule: ['Admin'],
  saveAlertRule: ['Admin'],
  deleteAlertRule: ['Admin'],
  testAlertRule: ['Admin'],
  createTrigger: ['Admin'],
  deleteTrigger: ['Admin'],
  deleteSchedule: ['Admin'],
  pauseSchedule: ['Operator', 'Admin'],
  resumeSchedule: ['Operator', 'Admin'],
}

test('every command is in the registry, once', async () => {
  const made = sources('lib/services/**/*.ts').filter(({ text }) => /= command\(\{/.test(text))
  const modules = await Promise.all(made.map(({ path }) => import(`../../${path}`)))
  const names = modules
    .flatMap((module) => Object.values(module as Record<string, { kind?: string; name?: string }>))
    .filter((value) => value?.kind === 'command')
    .map(({ name }) => name)

  expect(commands.map(({ name }) => name).sort()).toEqual(names.sort())
  expect(new Set(names).size).toBe(names.length)
  expect(Object.keys(allowed).sort()).toEqual([...names].sort())
})

describe.each(commands.map((command) => [command.name, command] as const))('%s', (name, command) => {
  const { permission, on } = command
  const limited = on !== 'tenant'

  test('is limited to a connection if its permission is', () => {
    expect(limited).toBe(scopeOf(permission) === 'connection')
  })

  test.each(Role.options)('as %s', (role) => {
    const may = allowed[name]?.includes(role) ?? false
    const tenantWide = actor({ roles: [role] })
    const granted = actor({ grants: [{ role, connectionId: 'hr' }] })
    const where = limited ? { connectionId: 'hr' } : {}

    expect(can(tenantWide, permission, where)).toBe(may)
    expect(can(granted, permission, where)).toBe(may && limited)
    expect(can(granted, permission, { connectionId: 'other' })).toBe(false)
    expect(can(granted, permission)).toBe(false)
    expect(canSomewhere(granted, permission)).toBe(may && limited)
  })
})

test('without a role and a grant nothing is allowed', () => {
  const nobody = actor({})

  expect(permissions.filter((permission) => canSomewhere(nobody, permission))).toEqual([])
  expect(hasAccess(nobody)).toBe(false)
  expect(hasAccess(actor({ grants: [{ role: 'Reader', connectionId: 'hr' }] }))).toBe(true)
})

test('a grant adds to the roles and does not take the place of them', () => {
  const reader = actor({ roles: ['Reader'], grants: [{ role: 'Admin', connectionId: 'hr' }] })

  expect(can(reader, 'connections.read', { connectionId: 'wiki' })).toBe(true)
  expect(can(reader, 'schema.submit', { connectionId: 'wiki' })).toBe(false)
  expect(can(reader, 'schema.submit', { connectionId: 'hr' })).toBe(true)
})

test.each([
  [actor({ roles: ['Reader'] }), 'schema.submit', 'This needs the role Admin; you are signed in as Reader.'],
  [
    actor({ roles: ['Operator', 'PeopleAdmin'] }),
    'connections.update',
    'This needs the role Admin; you are signed in as Operator and Admin of people settings.',
  ],
  [
    actor({ roles: ['Reader'] }),
    'profileSources.reorder',
    'This needs the role Admin or Admin of people settings; you are signed in as Reader.',
  ],
  [actor({}), 'sync.run', 'This needs the role Operator; you are signed in as none.'],
] as const)('a refusal says what is needed and what there is (%#)', (who, permission, sentence) => {
  expect(whyNot(who, permission)).toBe(sentence)
  expect(() => need(who, permission)).toThrow(expect.objectContaining({ code: 'forbidden' }))
})
