const group = '/subscriptions/3f1a5c7e-90b2-4d64-8e13-6b5a9c2d7f40/resourcegroups/connectors/providers'
type Identity = typeof identity & {
  name: string
  clientId: string
  objectId: string
  identity: { assigned: 'system' | 'user'; resourceId: string }
}

const permissions = [
  'ExternalConnection.ReadWrite.OwnedBy',
  'ExternalItem.ReadWrite.OwnedBy',
  'PeopleSettings.ReadWrite.All',
  'User.ReadBasic.All',
]
// No secret: no value that a client sends equals it.
const identity = {
  clientSecret: '',
  permissions,
  delegatedPermissions: [],
  redirectUris: [],
  appRoles: {},
}

/** What runs in Azure without a secret: the identity of a machine itself, and one that is shared. */
export const seedIdentities: Identity[] = [
  {
    ...identity,
    name: 'machine',
    clientId: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a05',
    objectId: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90b05',
    identity: { assigned: 'system', resourceId: `${group}/Microsoft.Compute/virtualMachines/machine` },
  },
  {
    ...identity,
    name: 'shared identity',
    clientId: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a06',
    objectId: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90b06',
    identity: {
      assigned: 'user',
      resourceId: `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/shared`,
    },
  },
]
