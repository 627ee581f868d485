/** Ids of permissions on Microsoft Graph in the public cloud, as its service principal lists them (permissions of the devx content). */
export const permissionIds: Record<
  string,
  { application?: string; delegated: string; adminConsent: boolean }
> = {
  'ExternalConnection.Read.All': {
    application: '1914711b-a1cb-4793-b019-c2ce0ed21b8c',
    delegated: 'a38267a5-26b6-4d76-9493-935b7599116b',
    adminConsent: true,
  },
  'ExternalConnection.ReadWrite.All': {
    application: '34c37bc0-2b40-4d5e-85e1-2365cd256d79',
    delegated: 'bbbbd9b3-3566-4931-ac37-2b2180d9e334',
    adminConsent: true,
  },
  'ExternalConnection.ReadWrite.OwnedBy': {
    application: 'f431331c-49a6-499f-be1c-62af19c34a9d',
    delegated: '4082ad95-c812-4f02-be92-780c4c4f1830',
    adminConsent: true,
  },
  'ExternalItem.Read.All': {
    application: '7a7cffad-37d2-4f48-afa4-c6ab129adcc2',
    delegated: '922f9392-b1b7-483c-a4be-0089be7704fb',
    adminConsent: true,
  },
  'ExternalItem.ReadWrite.All': {
    application: '38c3d6ee-69ee-422f-b954-e17819665354',
    delegated: 'b02c54f8-eb48-4c50-a9f0-a149e5a2012f',
    adminConsent: true,
  },
  'ExternalItem.ReadWrite.OwnedBy': {
    application: '8116ae0f-55c2-452d-9944-d18420f5b2c8',
    delegated: '4367b9d7-cee7-4995-853c-a0bdfe95c1f9',
    adminConsent: true,
  },
  'PeopleSettings.Read.All': {
    application: 'ef02f2e7-e22d-4c77-8614-8f765683b86e',
    delegated: 'ec762c5f-388b-4b16-8693-ac1efbc611bc',
    adminConsent: true,
  },
  'PeopleSettings.ReadWrite.All': {
    application: 'b6890674-9dd5-4e42-bb15-5af07f541ae1',
    delegated: 'e67e6727-c080-415e-b521-e3f35d5248e9',
    adminConsent: true,
  },
  'User.Read': {
    delegated: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
    adminConsent: false,
  },
  'User.ReadBasic.All': {
    application: '97235f07-e226-4f63-ace3-39588e11d3a1',
    delegated: 'b340eb25-3456-403f-be2f-af7a0d370277',
    adminConsent: false,
  },
  'User.Read.All': {
    application: 'df021288-bdef-4463-88db-98f22de89214',
    delegated: 'a154be20-db9c-4678-8ab7-66f6cc099a59',
    adminConsent: true,
  },
  'Group.ReadBasic.All': {
    application: '07d67222-3a10-4d3b-9ddc-b8aa43198a00',
    delegated: 'ba1917bc-a64b-4c71-b66d-229d4a520e66',
    adminConsent: true,
  },
  'GroupMember.Read.All': {
    application: '98830695-27a2-44f7-8c18-0c3ebc9698f6',
    delegated: 'bc024368-1153-4739-b217-4326f2e966d0',
    adminConsent: true,
  },
  'Directory.Read.All': {
    application: '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
    delegated: '06da0dbc-49e2-44d2-8312-53f166ab848a',
    adminConsent: true,
  },
  'Organization.Read.All': {
    application: '498476ce-e0fe-48b0-b801-37ba7e2685c6',
    delegated: '4908d5b9-3fb2-4b1e-9336-1888b7937185',
    adminConsent: true,
  },
}
