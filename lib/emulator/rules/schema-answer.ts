import type { Version } from '../kernel/http'
import { lateTypes } from './enums'
import { labelFacts } from './labels'
import type { Property, Schema } from './schema-rules'

const unknownMember = 'unknownFutureValue'

/**
 * A schema as Graph answers it: members of evolvable enumerations that came late are hidden from a request
 * that does not ask for them (docs/graph-contract.md#evolvable-enums), and beta members from v1.0.
 */
export function schemaAnswer({ baseType, properties }: Schema, version: Version, showUnknown: boolean) {
  const answer = ({ name, type, labels, isExactMatchRequired, rankingHint, ...rest }: Property) => ({
    name,
    type: !showUnknown && lateTypes.includes(type) ? unknownMember : type,
    labels: labels.map((label) => (!showUnknown && labelFacts(label).late ? unknownMember : label)),
    ...rest,
    ...(version === 'beta' ? { isExactMatchRequired, ...(rankingHint ? { rankingHint } : {}) } : {}),
  })
  return { baseType, properties: properties.map(answer) }
}
