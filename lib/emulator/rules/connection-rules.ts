import type { Version } from '../kernel/http'
import { defaultSwitches, type Switches } from '../switches/switches'
import { type ContentCategory, contentCategories, contentExperiences } from './enums'
import {
  enumMember,
  isGuid,
  type Json,
  readEnum,
  readList,
  readMembers,
  readText,
  readVersioned,
} from './members'
import { InvalidId, refuse } from './refusal'
import { readActivitySettings, readComplianceSettings, readSearchSettings } from './settings-rules'

/** What a request says about a connection; a member that it does not mention is absent. */
export type SentConnection = {
  id?: string
  name?: string
  description?: string | null
  connectorId?: string | null
  contentCategory?: ContentCategory
  authorizedAppIds?: string[]
  activitySettings?: Json | null
  searchSettings?: Json | null
  enabledContentExperiences?: string[]
  complianceSettings?: Json | null
}

const reservedIds = [
  'None',
  'Directory',
  'Exchange',
  'ExchangeArchive',
  'LinkedIn',
  'Mailbox',
  'OneDriveBusiness',
  'SharePoint',
  'Teams',
  'Yammer',
  'Connectors',
  'TaskFabric',
  'PowerBI',
  'Assistant',
  'TopicEngine',
  'MSFT_All_Connectors',
]

const maxNameLength = 128

const members = [
  'id',
  'name',
  'description',
  'state',
  'configuration',
  'activitySettings',
  'searchSettings',
  'connectorId',
  'contentCategory',
] as const
const betaMembers = ['enabledContentExperiences', 'complianceSettings', 'ingestedItemsCount'] as const
const type = 'microsoft.graph.externalConnectors.externalConnection'

function checkId(value: unknown, rules: Switches): string {
  const id = readText(value, 'id')
  const message = 'The connection id has to be 3 to 32 letters and digits.'
  if (!/^[A-Za-z0-9]{3,32}$/.test(id)) throw new InvalidId(message, 'id')
  if (/^microsoft/i.test(id)) refuse("The connection id must not begin with 'Microsoft'.", 'id')
  const reserved = rules.reservedIds === 'exact' ? reservedIds.includes(id) : enumMember(reservedIds, id)
  if (reserved) refuse(`The connection id '${id}' is reserved.`, 'id')
  return id
}

function checkName(value: unknown): string {
  const name = readText(value, 'name')
  if (name.trim() === '' || name.length > maxNameLength) {
    refuse(`The connection name has to have 1 to ${maxNameLength} characters.`, 'name')
  }
  return name
}

function readAppIds(value: unknown): string[] | undefined {
  if (value === null) return undefined
  // An open type: members other than this one (and its older twin) are let through.
  const configuration = readMembers(value, 'configuration', [
    'authorizedAppIds',
    'authorizedApps',
    ...Object.keys(value as Json),
  ])
  const ids = configuration.authorizedAppIds ?? configuration.authorizedApps
  if (ids === undefined || ids === null) return undefined
  return readList(ids, 'authorizedAppIds', (id, target) =>
    isGuid(id) ? id : refuse('An authorized app is named by its application (client) id.', target),
  )
}

/**
 * The Teams guide writes the flags as one string, the SDK as a collection
 * (docs/graph-contract.md#content-experiences).
 */
const readExperiences = (value: unknown): string[] =>
  readList(
    typeof value === 'string' ? value.split(',').map((word) => word.trim()) : value,
    'enabledContentExperiences',
    (word, target) => readEnum(contentExperiences, word, target),
  )

export function readConnection(
  body: unknown,
  version: Version,
  rules: Switches = defaultSwitches,
): SentConnection {
  const sent = readVersioned(body, type, members, betaMembers, version, rules)
  const text = (value: unknown, target: string) => (value === null ? null : readText(value, target))
  const read: SentConnection = {}
  if (sent.id !== undefined) read.id = checkId(sent.id, rules)
  if (sent.name !== undefined) read.name = checkName(sent.name)
  if (sent.description !== undefined) read.description = text(sent.description, 'description')
  if (sent.connectorId !== undefined) read.connectorId = text(sent.connectorId, 'connectorId')
  if (sent.contentCategory !== undefined && sent.contentCategory !== null) {
    read.contentCategory = readEnum(contentCategories, sent.contentCategory, 'contentCategory')
  }
  if (sent.configuration !== undefined) {
    const ids = readAppIds(sent.configuration)
    if (ids) read.authorizedAppIds = ids
  }
  if (sent.activitySettings !== undefined) read.activitySettings = readActivitySettings(sent.activitySettings)
  if (sent.searchSettings !== undefined) read.searchSettings = readSearchSettings(sent.searchSettings)
  if (sent.enabledContentExperiences !== undefined && sent.enabledContentExperiences !== null) {
    read.enabledContentExperiences = readExperiences(sent.enabledContentExperiences)
  }
  if (sent.complianceSettings !== undefined) {
    read.complianceSettings = readComplianceSettings(sent.complianceSettings)
  }
  return read
}
