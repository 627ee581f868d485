import type { PropertyType } from './enums'

type LabelFacts = {
  /** The property types that the label may be used with. */
  types: readonly PropertyType[]
  /** Microsoft lists the types of this label; for the others they are inferred and not enforced. */
  typesDocumented: boolean
  person: boolean
  supported: boolean
  /** Came after the sentinel: only shown to a request that asks for unknown enum members. */
  late: boolean
}

const semantic = (late: boolean, ...types: PropertyType[]): LabelFacts => ({
  types,
  typesDocumented: false,
  person: false,
  supported: true,
  late,
})

const person = (type: PropertyType): LabelFacts => ({
  types: [type],
  typesDocumented: true,
  person: true,
  supported: true,
  late: true,
})

const unsupported: LabelFacts = {
  types: [],
  typesDocumented: true,
  person: true,
  supported: false,
  late: true,
}

const labels = {
  title: semantic(false, 'string'),
  url: semantic(false, 'string'),
  createdBy: semantic(false, 'string', 'principal'),
  lastModifiedBy: semantic(false, 'string', 'principal'),
  authors: semantic(false, 'string', 'stringCollection', 'principal', 'principalCollection'),
  createdDateTime: semantic(false, 'dateTime'),
  lastModifiedDateTime: semantic(false, 'dateTime'),
  fileName: semantic(false, 'string'),
  fileExtension: semantic(false, 'string'),
  containerName: semantic(true, 'string'),
  containerUrl: semantic(true, 'string'),
  iconUrl: semantic(true, 'string'),
  assignedToPeople: semantic(true, 'string', 'stringCollection', 'principal', 'principalCollection'),
  closedBy: semantic(true, 'string', 'principal'),
  closedDate: semantic(true, 'dateTime'),
  priority: semantic(true, 'string', 'int64'),
  sprintName: semantic(true, 'string'),
  tags: semantic(true, 'stringCollection', 'string'),
  severity: semantic(true, 'string', 'int64'),
  state: semantic(true, 'string'),
  dueDate: semantic(true, 'dateTime'),
  itemParentId: semantic(true, 'string'),
  itemPath: semantic(true, 'string'),
  itemType: semantic(true, 'string'),
  numberOfReactions: semantic(true, 'int64'),
  parentUrl: semantic(true, 'string'),
  priorityNormalized: semantic(true, 'string', 'int64'),
  reportedBy: semantic(true, 'string', 'principal'),
  secondaryId: semantic(true, 'string'),
  personEmails: person('stringCollection'),
  personAddresses: person('stringCollection'),
  personAnniversaries: person('stringCollection'),
  personName: person('string'),
  personNote: person('string'),
  personPhones: person('stringCollection'),
  personCurrentPosition: person('string'),
  personWebAccounts: person('stringCollection'),
  personWebSite: person('string'),
  personSkills: person('stringCollection'),
  personProjects: person('stringCollection'),
  personAccount: person('string'),
  personAwards: person('stringCollection'),
  personCertifications: person('stringCollection'),
  personAssistants: unsupported,
  personColleagues: unsupported,
  personManager: unsupported,
  personAlternateContacts: unsupported,
  personEmergencyContacts: unsupported,
  personEducationalActivities: person('stringCollection'),
  personInterests: person('stringCollection'),
  personLanguages: person('stringCollection'),
  personPublications: person('stringCollection'),
  personPatents: person('stringCollection'),
  personWorkPositions: person('stringCollection'),
} satisfies Record<string, LabelFacts>

export type Label = keyof typeof labels

const byName = new Map((Object.keys(labels) as Label[]).map((label) => [label.toLowerCase(), label]))

// The reference page of `property` spells these two unlike the metadata.
byName.set('assignedto', 'assignedToPeople')
byName.set('numreactions', 'numberOfReactions')

export const labelNamed = (name: unknown): Label | undefined =>
  typeof name === 'string' ? byName.get(name.toLowerCase()) : undefined

export const labelFacts = (label: Label): LabelFacts => labels[label]
