import { controlEndpoints } from '../../../../lib/emulator/matrix/control-endpoints'
import { endpoints, rules } from '../../../../lib/emulator/matrix/matrix'
import { ownRules } from '../../../../lib/emulator/matrix/own-rules'
import { authorityMutants } from './authority'
import { cloudMutants } from './clouds'
import { connectionMutants } from './connections'
import { stubs } from './endpoints'
import { identityMutants } from './identities'
import { accessMutants, itemMutants } from './items'
import type { Mutant, Mutants } from './mutant'
import { peopleMutants } from './people'
import { answerMutants, requestMutants } from './requests'
import { labelMutants, schemaMutants } from './schemas'
import { ownMutants, searchMutants } from './search'
import { turnedDefaults } from './switches'

const written: Mutants = {
  ...requestMutants,
  ...answerMutants,
  ...connectionMutants,
  ...schemaMutants,
  ...labelMutants,
  ...itemMutants,
  ...accessMutants,
  ...peopleMutants,
  ...searchMutants,
  ...ownMutants,
  ...authorityMutants,
  ...identityMutants,
  ...cloudMutants,
}

export const mutants: Mutant[] = [
  ...Object.entries(written).flatMap(([of, patches]) => patches.map((patch) => ({ of, ...patch }))),
  ...turnedDefaults(),
  ...stubs(),
]

/** The tests of which one is to notice, by rule and route. */
export const proofs: Record<string, string[]> = Object.fromEntries([
  ...[...rules, ...ownRules].map(({ id, test }) => [id, [test].flat()]),
  ...Object.entries({ ...endpoints, ...controlEndpoints }).map(([route, { test }]) => [route, [test].flat()]),
])
