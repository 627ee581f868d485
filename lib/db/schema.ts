// Every table by its name, for queries and for the generator of migrations.
export { audit } from './schema/audit'
export { connections, debts, grants } from './schema/connections'
export { operations, schemaDrafts } from './schema/operations'
export { resolverDrafts, resolverTests } from './schema/resolvers'
export { checkedSteps, resultDrafts } from './schema/results'
export { sessions, signIns } from './schema/sessions'
export { sources, uploadChunks, uploads } from './schema/sources'
export { ledger, syncErrors, syncs } from './schema/syncs'
