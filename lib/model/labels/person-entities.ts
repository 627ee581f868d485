/** The profile entity that the values of each person label hold (docs/graph-contract.md#person-labels). */
const personEntities = {
  personAccount: 'userAccountInformation',
  personName: 'personName',
  personCurrentPosition: 'workPosition',
  personWorkPositions: 'workPosition',
  personAddresses: 'itemAddress',
  personEmails: 'itemEmail',
  personPhones: 'itemPhone',
  personSkills: 'skillProficiency',
  personProjects: 'projectParticipation',
  personCertifications: 'personCertification',
  personAwards: 'personAward',
  personEducationalActivities: 'educationalActivity',
  personLanguages: 'languageProficiency',
  personInterests: 'personInterest',
  personPatents: 'itemPatent',
  personPublications: 'itemPublication',
  personAnniversaries: 'personAnnualEvent',
  personWebAccounts: 'webAccount',
  personWebSite: 'personWebsite',
  personNote: 'personAnnotation',
}

const byName = new Map(Object.entries(personEntities).map(([label, name]) => [label.toLowerCase(), name]))

/** The name of the entity that values of a label hold; undefined for one that holds none. */
export const personEntity = (label: string) => byName.get(label.trim().toLowerCase())

/** The person label of a property, if it carries one that holds an entity. */
export const personLabelOf = (property: { labels?: readonly string[] }) =>
  property.labels?.find((label) => personEntity(label) !== undefined)
