import { inFile, type Mutants } from './mutant'

const token = inFile('authority/token.ts')
const client = inFile('authority/client.ts')
const scopes = inFile('authority/scopes.ts')
const authorize = inFile('authority/authorize.ts')
const asking = inFile('authority/request.ts')
const consent = inFile('authority/consent.ts')
const federation = inFile('authority/federation.ts')
const older = inFile('authority/older.ts')
const ask = inFile('authority/ask-consent.ts')
const administrators = inFile('authority/admin-consent.ts')
const device = inFile('authority/device-code.ts')
const instance = inFile('authority/instance.ts')
const issue = inFile('authority/issue.ts')
const logout = inFile('authority/logout.ts')
const routes = inFile('authority/routes.ts')

export const authorityMutants: Mutants = {
  'token.parameters': [
    token("if (!type) throw missingParameter('grant_type')", ''),
    client("if (!clientId) throw missingParameter('client_id')", ''),
    scopes(
      "if (!scope) throw missingParameter('scope') const { resource, name } = split(scope.trim())",
      "const { resource, name } = split((scope || 'https://graph.microsoft.com/.default').trim())",
    ),
    token("if (!code) throw missingParameter('code')", ''),
    token("if (!secret) throw missingParameter('refresh_token')", ''),
    token("if (!redirectUri) throw missingParameter('redirect_uri')", ''),
  ],
  'token.tenant': [
    routes('if (!names(request.tenant, request.tenantName)) throw unknownTenant(request.tenantName)', ''),
    token('if (isShared(request.tenantName)) throw noTenant()', ''),
  ],
  'token.app': [
    client(
      'if (!app) throw unknownApp(clientId) const assertion',
      'if (!app) throw noCredential(); const assertion',
    ),
  ],
  'token.secret': [
    client(
      'if (!timingSafeEqual(sha256(secret), sha256(app.clientSecret))) throw wrongSecret(app.clientId)',
      '',
    ),
    client('if (!isProven) throw noCredential()', ''),
    token('isDesktopRedirect(grant.redirectUri)', 'true'),
    token(
      'isDesktopRedirect(grant.redirectUri)',
      'grant.challenge !== undefined && isDesktopRedirect(grant.redirectUri)',
    ),
  ],
  'token.certificate': [
    client('if (!jwt) throw malformedAssertion()', 'if (!jwt) throw unknownCertificate(app.clientId)'),
    client('if (!signedByRegisteredCertificate(request.tenant.store, app.clientId, jwt)) {', 'if (!app) {'),
    client('if (claims.sub !== app.clientId) throw wrongAssertionSubject()', ''),
    client('if (claims.iss !== app.clientId) {', 'if (claims.iss === undefined) {'),
    client('startsAt <= now && now < endsAt', 'startsAt <= now'),
    client('startsAt <= now && now < endsAt', 'now < endsAt'),
    client('if (!isThisAuthority(request, claims.aud)) throw wrongAssertionAudience()', ''),
  ],
  'token.grant': [token('throw unsupportedGrant(type)', 'return clientCredentials(request)')],
  'token.scope': [
    scopes(
      "if (!resource || name !== '.default') throw appScope(scope)",
      'if (!resource) throw appScope(scope)',
    ),
    scopes(
      "if (!resource || name !== '.default') throw appScope(scope) checkResource(resource, baseUrl)",
      "if (!resource || name !== '.default') throw appScope(scope)",
    ),
  ],
  'authorize.redirect': [
    asking(
      'if (!app.redirectUris.includes(redirectUri) && !isDesktopRedirect(redirectUri)) throw',
      'if (!app.redirectUris.some((uri) => redirectUri.startsWith(uri)) && !isDesktopRedirect(redirectUri)) throw',
    ),
    asking(
      'if (!app.redirectUris.includes(redirectUri) && !isDesktopRedirect(redirectUri)) throw',
      'if (!app) throw',
    ),
    token('if (redirectUri !== found.body.redirectUri) throw otherRedirect()', ''),
    logout('registered.some((uri) => new URL(uri).origin === origin)', 'true'),
  ],
  'authorize.request': [
    authorize("if (type !== 'code') throw unsupportedResponse(type)", ''),
    scopes('if (!known) throw unknownScope(one)', 'if (!known) return []'),
    authorize(
      'if (challenge !== undefined && !/^[\\w.~-]{43,128}$/.test(challenge)) throw badChallenge()',
      '',
    ),
  ],
  'authorize.prompt': [
    authorize("if (prompt === 'none') throw signInNeeded()", ''),
    authorize("prompt === '' || prompt === 'none'", "prompt === ''"),
  ],
  'authorize.account': [
    authorize('if (!user) throw unknownAccount(name)', 'if (!user) throw disabledAccount()'),
    authorize('if (!user.accountEnabled) throw disabledAccount()', ''),
  ],
  'code.once': [
    token('if (found.usedAt !== null) throw reusedCode()', ''),
    token(
      'if (found?.body.clientId !== app.clientId) throw invalidGrant() if (found.usedAt',
      'if (!found) throw invalidGrant(); if (found.usedAt',
    ),
    token('if (redirectUri !== found.body.redirectUri) throw otherRedirect()', ''),
    token('return proof === challenge', 'return true'),
    token('if (!verifier) return false', 'if (!verifier) return true'),
  ],
  'code.age': [
    token('if (found.expiresAt <= Date.now()) throw expiredGrant() const redirectUri', 'const redirectUri'),
    token('if (found.expiresAt <= Date.now()) throw expiredGrant() const user', 'const user'),
  ],
  'device.code': [
    device('if (found.userId === null) throw authorizationPending()', ''),
    device('if (found.declined) throw declinedAuthorization()', ''),
    device('if (found.expiresAt <= Date.now()) throw expiredDeviceCode()', ''),
    device("store.run('delete from deviceCodes where hash = ?', found.hash)", ''),
    device(
      'if (found?.clientId !== app.clientId) throw unknownDeviceCode()',
      'if (!found) throw unknownDeviceCode()',
    ),
  ],
  instance: [
    instance('if (!isOwn && !isKnown(host)) throw invalidInstance()', ''),
    instance('if (!isOwn && !isKnown(host)) throw invalidInstance()', 'if (!isOwn) throw invalidInstance()'),
    instance(
      'if (!isOwn && !isKnown(host)) throw invalidInstance()',
      'if (!isKnown(host)) throw invalidInstance()',
    ),
  ],
  'token.claims': [
    issue(
      'aud: audience, iss: `https://sts.windows.net/${request.tenant.id}/`',
      "aud: 'https://graph.microsoft.us', iss: `https://sts.windows.net/${request.tenant.id}/`",
    ),
    issue('appid: app.clientId, azp: app.clientId, appidacr', 'azp: app.clientId, appidacr'),
    issue('azp: app.clientId, appidacr', 'appidacr'),
    issue('oid: app.objectId,', ''),
    issue('roles: app.permissions,', ''),
    issue("uti: randomUUID(), ver: '1.0', } const seconds", 'uti: randomUUID(), } ; const seconds'),
    issue('tid: request.tenant.id,', ''),
    issue(
      '...times(request), app_displayname: app.name, appid: app.clientId, azp: app.clientId, appidacr',
      'app_displayname: app.name, appid: app.clientId, azp: app.clientId, appidacr',
    ),
    issue("appid: app.clientId, azp: app.clientId, idtyp: 'user'", "azp: app.clientId, idtyp: 'user'"),
    issue("azp: app.clientId, idtyp: 'user'", "idtyp: 'user'"),
    issue(
      'oid: user.id, preferred_username: user.userPrincipalName, scp:',
      'preferred_username: user.userPrincipalName, scp:',
    ),
    issue(
      "scp: [...scp, ...scopes.filter((scope) => ['openid', 'profile', 'email'].includes(scope))].join(' '),",
      '',
    ),
    issue("ver: '1.0', wids: widsOf(user),", "ver: '1.0',"),
    issue('tid: user.tenantId, unique_name', 'unique_name'),
    issue("ver: '1.0', wids: widsOf(user),", 'wids: widsOf(user),'),
  ],
  'token.unknown': [
    token(
      "const type = request.form.get('grant_type')",
      "if (request.form.has('nonsense')) throw invalidGrant(); const type = request.form.get('grant_type')",
    ),
    token(
      "const type = request.form.get('grant_type')",
      "if (request.query.size > 0) throw invalidGrant(); const type = request.form.get('grant_type')",
    ),
    token(
      "const type = request.form.get('grant_type')",
      "if (request.form.has('resource')) throw invalidGrant(); const type = request.form.get('grant_type')",
    ),
    token(
      "const type = request.form.get('grant_type')",
      "if (Object.keys(request.headers).some((name) => name.startsWith('x-'))) throw invalidGrant(); const type = request.form.get('grant_type')",
    ),
  ],
  'token.contentType': [],
  'token.federated': [
    federation('if (all.length === 0) throw noFederation(app)', ''),
    federation('all.filter(({ issuer }) => issuer === iss)', 'all'),
    federation('ofIssuer.filter(({ subject }) => subject === sub)', 'ofIssuer'),
    federation('one.audiences.some((audience) => audiences.includes(audience))', 'one.audiences.length > 0'),
    federation(
      'one.audiences.some((audience) => audiences.includes(audience))',
      'one.audiences.some((audience) => audience === aud)',
    ),
  ],
  'token.federatedSignature': [
    federation('if (!isSigned) throw wrongSignature()', ''),
    federation('header.kid === undefined || kid === header.kid', 'true'),
    federation("if (header.alg !== 'RS256') return false", "if (header.alg !== 'RS256') return true"),
    client(
      'await checkFederated(request, app, assertion, jwt) checkTimes(jwt)',
      'await checkFederated(request, app, assertion, jwt)',
    ),
  ],
  'token.federatedIssuer': [
    federation('if (document.issuer !== issuer) throw unreachableIssuer(issuer)', ''),
    federation('throw unreachableIssuer(address)', 'throw wrongSignature()'),
  ],
  'token.federatedCount': [
    federation('mostCredentials = 20', 'mostCredentials = 21'),
    federation('mostCredentials = 20', 'mostCredentials = 19'),
    federation('one.name === credential.name ||', ''),
    federation('(one.issuer === credential.issuer && one.subject === credential.subject)', 'false'),
  ],
  'token.resource': [
    older("if (request.form.get('grant_type') === 'client_credentials') demandResource(request)", ''),
    older("typeof value === 'number' ? String(value) : value", 'value'),
    older('const all = `${resource}/.default`', "const all = 'https://graph.microsoft.com/.default'"),
  ],
  'consent.silent': [
    token('if (missingScopes(tenant.store, app, user, scopes).length > 0) throw consentNeeded(app)', ''),
    ask("if (prompt === 'none') throw silentConsent(app)", ''),
  ],
  'consent.user': [
    ask('consentForUser(store, app, user, wanted.delegated)', 'consentForTenant(store, app, wanted)'),
    consent('store.run(sql, app.clientId, user.id, scope)', ''),
    consent(
      'permissionIds[scope]?.adminConsent === false',
      'permissionIds[scope]?.adminConsent === undefined',
    ),
  ],
  'consent.administrator': [
    consent('permissionIds[scope]?.adminConsent === false', 'true'),
    ask('if (isAdministrator && isForAll) consentForTenant', 'if (isForAll) consentForTenant'),
  ],
  'consent.organization': [
    ask('if (isAdministrator && isForAll) consentForTenant', 'if (isAdministrator) consentForTenant'),
    ask(
      'if (isAdministrator && isForAll) consentForTenant',
      'if (wanted.delegated.length > 99) consentForTenant',
    ),
  ],
  'consent.roles': [
    consent("'Privileged Role Administrator': grantsAll", "'Privileged Role Administrator': grantsDelegated"),
    consent("'Global Administrator': grantsAll,", ''),
    consent(
      "'Cloud Application Administrator': grantsDelegated",
      "'Cloud Application Administrator': grantsAll",
    ),
    consent("'Application Administrator': grantsDelegated, 'Cloud", "'Cloud"),
    consent('[...application, ...delegated].every(isOfConnectors)', 'application.every(isOfConnectors)'),
    consent('/^External(?:Item|Connection)\\./', '/^External(?:Item)\\./'),
  ],
  'consent.declined': [
    ask("if (decision === 'cancel') throw declinedConsent()", ''),
    ask("if (decision === 'cancel') throw declinedConsent()", "if (decision === 'cancel') return undefined"),
  ],
  'consent.application': [
    issue('roles: app.permissions,', 'roles: [...app.permissions, ...(app.requested?.application ?? [])],'),
    administrators('consentForTenant(tenant.store, app, wanted)', ''),
  ],
  'consent.default': [
    scopes(
      'delegatedPermissions.length > 0 ? delegatedPermissions : (requested?.delegated ?? [])',
      'delegatedPermissions',
    ),
    scopes(
      'delegatedPermissions.length > 0 ? delegatedPermissions : (requested?.delegated ?? [])',
      '[...delegatedPermissions, ...(requested?.delegated ?? [])]',
    ),
  ],
}
