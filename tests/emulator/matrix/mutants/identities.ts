import { inFile, type Mutants } from './mutant'

const identities = inFile('authority/managed-identity.ts')

export const identityMutants: Mutants = {
  'identity.metadata': [
    identities(
      "String(metadata).toLowerCase() !== 'true' || forwarded !== undefined",
      'forwarded !== undefined',
    ),
    identities(
      "String(metadata).toLowerCase() !== 'true' || forwarded !== undefined",
      "String(metadata).toLowerCase() !== 'true'",
    ),
    identities("if (!request.query.get('api-version')) {", 'if (request.query === undefined) {'),
    identities(
      "if (!resource) return refuse('invalid_request', 'The resource is missing.')",
      "if (resource === null) return refuse('', '')",
    ),
    identities(
      'if (!isExchange && !isGraph(resource, request.baseUrl)) {',
      'if (resource === exchangeAudience && !isExchange) {',
    ),
  ],
  'identity.header': [
    identities(
      "if (request.headers['x-identity-header'] !== identityHeader) {",
      "if (!request.headers['x-identity-header']) {",
    ),
    identities(
      "if (request.query.get('api-version') !== '2019-08-01') {",
      "if (!request.query.get('api-version')) {",
    ),
  ],
  'identity.named': [
    identities('one.clientId === clientId ||', ''),
    identities('one.objectId === objectId ||', ''),
    identities("named('msi_res_id') ??", ''),
    identities("?? named('mi_res_id')", ''),
    identities("one.identity?.assigned === 'user' &&", 'one.identity &&'),
    identities("identity?.assigned === 'system'", "identity?.assigned === 'user'"),
  ],
}
