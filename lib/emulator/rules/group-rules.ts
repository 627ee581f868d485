import { defaultSwitches, type Switches } from '../switches/switches'
import { isGroupId } from './acl-rules'
import { activityTypes, identityTypes } from './enums'
import { isDateTime } from './item-values'
import { isGuid, readEnum, readMembers, readText } from './members'
import { refuse } from './refusal'

export type Identity = { id: string; type: (typeof identityTypes)[number] }
export type Group = { id: string; displayName: string | null; description: string | null }

const namespace = 'microsoft.graph.externalConnectors'

/** Somebody in a group or behind an activity: of the directory by object id, external by group id. */
export function readIdentity(value: unknown, rules: Switches = defaultSwitches): Identity {
  // The older guide sends identitySource, which the metadata lacks.
  const names = ['id', 'type', 'identitySource'] as const
  const sent: Partial<Record<(typeof names)[number], unknown>> = readMembers(
    value,
    `${namespace}.identity`,
    rules.memberIdentitySource === 'accept' ? names : names.slice(0, 2),
  )
  const named = readEnum(identityTypes, sent.type, 'type')
  const external = typeof sent.identitySource === 'string' && /^external$/i.test(sent.identitySource)
  const type = named === 'group' && external ? 'externalGroup' : named
  const id = readText(sent.id, 'id')
  const fits = type === 'externalGroup' ? isGroupId(id) : isGuid(id)
  return fits ? { id, type } : refuse(`'${id}' is not the id of an identity of type ${type}.`, 'id')
}

export function readGroup(body: unknown): Partial<Group> {
  const sent = readMembers(body, `${namespace}.externalGroup`, [
    'id',
    'displayName',
    'description',
    'members',
  ])
  const read: Partial<Group> = {}
  if (sent.id !== undefined) {
    read.id = readText(sent.id, 'id')
    if (!isGroupId(read.id)) refuse('The group id has to be 1 to 128 characters of URL-safe base64.', 'id')
  }
  for (const name of ['displayName', 'description'] as const) {
    if (sent[name] !== undefined) read[name] = sent[name] === null ? null : readText(sent[name], name)
  }
  return read
}

export function newGroup(body: unknown): Group {
  const { id, displayName = null, description = null } = readGroup(body)
  return { id: id ?? refuse("'id' is required.", 'id'), displayName, description }
}

export const maxActivities = 20

export type Activity = { type: (typeof activityTypes)[number]; startDateTime: string; performedBy: Identity }

export function readActivity(value: unknown): Activity {
  const names = ['id', 'type', 'startDateTime', 'performedBy'] as const
  const sent = readMembers(value, `${namespace}.externalActivity`, names)
  const type = readEnum(activityTypes, sent.type, 'type')
  if (!isDateTime(sent.startDateTime))
    refuse("'startDateTime' has to be a time in ISO 8601.", 'startDateTime')
  return { type, startDateTime: sent.startDateTime, performedBy: readIdentity(sent.performedBy) }
}
