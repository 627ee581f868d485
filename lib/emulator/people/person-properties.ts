import type { ContentCategory } from '../rules/enums'
import type { Label } from '../rules/labels'
import type { Property } from '../rules/schema-rules'
import { defaultSwitches, type Switches } from '../switches/switches'

/** Where the values of a label go. For a label with one value, the profile shows the value of the source with the highest priority. */
export type PersonKind = { label: Label; collection: string; entity: string; single: boolean; most?: number }

const kind = (
  label: Label,
  collection: string,
  entity: string,
  more: Partial<PersonKind> = {},
): PersonKind => ({
  label,
  collection,
  entity,
  single: false,
  ...more,
})
const only = { single: true, most: 1 }

export const personKinds: PersonKind[] = [
  kind('personAccount', 'account', 'userAccountInformation', only),
  kind('personName', 'names', 'personName', only),
  kind('personCurrentPosition', 'positions', 'workPosition', only),
  kind('personWorkPositions', 'positions', 'workPosition'),
  kind('personAddresses', 'addresses', 'itemAddress', { most: 3 }),
  kind('personEmails', 'emails', 'itemEmail', { most: 3 }),
  kind('personPhones', 'phones', 'itemPhone'),
  kind('personSkills', 'skills', 'skillProficiency'),
  kind('personProjects', 'projects', 'projectParticipation'),
  kind('personCertifications', 'certifications', 'personCertification'),
  kind('personAwards', 'awards', 'personAward'),
  kind('personEducationalActivities', 'educationalActivities', 'educationalActivity'),
  kind('personLanguages', 'languages', 'languageProficiency'),
  kind('personInterests', 'interests', 'personInterest'),
  kind('personPatents', 'patents', 'itemPatent'),
  kind('personPublications', 'publications', 'itemPublication'),
  kind('personAnniversaries', 'anniversaries', 'personAnnualEvent'),
  kind('personWebAccounts', 'webAccounts', 'webAccount'),
  kind('personWebSite', 'websites', 'personWebsite', only),
  kind('personNote', 'notes', 'personAnnotation', only),
]

export const profileCollections = [...new Set(personKinds.map(({ collection }) => collection))].sort()

const byLabel = new Map(personKinds.map((one) => [one.label, one]))

// The preview knew a people connection by these properties, and an entity by the name of its property.
const previewProperties = ['connectionid', 'externalid', 'oid', 'accounts']
const byName = new Map<string, PersonKind>([
  ...personKinds.map(
    (one) => [one.collection.toLowerCase(), { ...one, single: false, most: undefined }] as const,
  ),
  ['accounts', kind('personAccount', 'account', 'userAccountInformation', only)],
])

export type PersonProperties = {
  /** The preview puts a JSON array into one string. */
  generation: 'labels' | 'preview'
  kinds: ReadonlyMap<string, PersonKind>
}

const known = new WeakMap<readonly Property[], PersonProperties | null>()

/** The people properties of a connection's schema; undefined for a content connection. */
export function personProperties(
  properties: readonly Property[],
  category: ContentCategory,
  rules: Switches = defaultSwitches,
) {
  const found = known.get(properties)
  const read = found === undefined ? (readProperties(properties, category) ?? null) : found
  if (found === undefined) known.set(properties, read)
  const ignored = read?.generation === 'preview' && rules.previewPeople === 'ignore'
  return read && !ignored ? read : undefined
}

function readProperties(
  properties: readonly Property[],
  category: ContentCategory,
): PersonProperties | undefined {
  if (category === 'people') {
    const kinds = properties.flatMap(({ name, labels }) => {
      const labelled = labels.map((label) => byLabel.get(label)).find((found) => found !== undefined)
      return labelled ? [[name, labelled] as const] : []
    })
    return { generation: 'labels', kinds: new Map(kinds) }
  }
  const texts = properties.filter(({ type }) => type === 'string').map(({ name }) => name)
  if (!previewProperties.every((name) => texts.some((text) => text.toLowerCase() === name))) return undefined
  const kinds = texts.flatMap((name) => {
    const named = byName.get(name.toLowerCase())
    return named ? [[name, named] as const] : []
  })
  return { generation: 'preview', kinds: new Map(kinds) }
}
