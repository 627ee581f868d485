import type { directoryRoles } from '../directory/permissions'

type PortalRole = 'Admin' | 'Operator' | 'Reader'
export type DirectoryRole = Exclude<keyof typeof directoryRoles, 'member'>

export type SeedUser = {
  id: string
  userPrincipalName: string
  displayName: string
  mail: string
  jobTitle: string
  department: string
  accountEnabled: boolean
  userType: 'Member' | 'Guest'
  portalRole?: PortalRole
  directoryRole?: DirectoryRole
}

function member(
  id: string,
  alias: string,
  displayName: string,
  jobTitle: string,
  department: string,
): SeedUser {
  const address = `${alias}@contoso.com`
  return {
    id,
    userPrincipalName: address,
    displayName,
    mail: address,
    jobTitle,
    department,
    accountEnabled: true,
    userType: 'Member',
  }
}

export const seedUsers: SeedUser[] = [
  {
    ...member(
      '9d9e74ad-9d28-50d7-b985-144a357e8e85',
      'alexw',
      'Alex Wilber',
      'Marketing Assistant',
      'Marketing',
    ),
    portalRole: 'Admin',
  },
  {
    ...member(
      'bb401ffd-d4df-5561-8d04-fb39ddcb4895',
      'luisg',
      'Luis Garcia',
      'Software Engineer',
      'Engineering',
    ),
    portalRole: 'Operator',
  },
  {
    ...member(
      '61ece98c-98d8-5e0b-9cc5-92816f08b9bd',
      'megan',
      'Megan Bowen',
      'Marketing Manager',
      'Marketing',
    ),
    portalRole: 'Reader',
  },
  member('8c1ae125-7712-59fa-ae95-358d04a5fe88', 'adelev', 'Adele Vance', 'Retail Manager', 'Retail'),
  member(
    '00028b3d-6df8-57a7-8a2f-b2ab405dd554',
    'nestorw',
    'Nestor Wilke',
    'Director of Operations',
    'Operations',
  ),
  member(
    '38af2bec-25b4-5191-b09a-72ee64093558',
    'pattif',
    'Patti Fernandez',
    'President',
    'Executive Management',
  ),
  member(
    'b99bb372-9db8-51c9-9f9f-37a47eb449df',
    'leeg',
    'Lee Gu',
    'Director of Manufacturing',
    'Manufacturing',
  ),
  member('de45bf64-8761-5509-84cd-ac781b359bf8', 'isaiahl', 'Isaiah Langer', 'Sales Representative', 'Sales'),
  member(
    'd7479a27-e183-5d9f-a2d6-80c4d40a3e75',
    'lidiah',
    'Lidia Holloway',
    'Product Manager',
    'Engineering',
  ),
  member('eb3ed6fa-377f-53b3-9a1e-d84f41163420', 'jonis', 'Joni Sherman', 'Paralegal', 'Legal'),
  member(
    'b8b0511a-c6ac-5d89-9057-3ec3d7e7e575',
    'gradya',
    'Grady Archie',
    'Designer',
    'Research and Development',
  ),
  member(
    'f60ec1e3-3d63-5685-9205-0c67503ff936',
    'henriettam',
    'Henrietta Mueller',
    'Developer',
    'Research and Development',
  ),
  member(
    'd1518124-0228-57da-a455-569654a90d9d',
    'irvins',
    'Irvin Sayers',
    'Project Manager',
    'Research and Development',
  ),
  member(
    '8fbc562d-9b90-5ab5-aa0f-0df555c73405',
    'johannal',
    'Johanna Lorenz',
    'Senior Engineer',
    'Manufacturing',
  ),
  member('a8bdb0e8-5121-59ef-8a5a-81bbb654e5b8', 'lynner', 'Lynne Robbins', 'Planner', 'Retail'),
  member(
    '6135b591-c3f7-53f5-bff1-be10ad2056d5',
    'miriamg',
    'Miriam Graham',
    'Director of Marketing',
    'Marketing',
  ),
  member('7cac7d6a-1263-5241-a00b-05d6e845d303', 'pradeepg', 'Pradeep Gupta', 'Accountant', 'Finance'),
  {
    ...member(
      '45d73dce-0a50-58fd-863c-364dc696337d',
      'diegos',
      'Diego Siciliani',
      'HR Manager',
      'Human Resources',
    ),
    directoryRole: 'People Administrator',
  },
  member(
    'b8322df4-7766-58ff-849e-aa42170caacc',
    'debrab',
    'Debra Berger',
    'Administrative Assistant',
    'Executive Management',
  ),
  member('ce9e9446-7960-5c4f-b679-230c896ba9f4', 'enricoc', 'Enrico Cattaneo', 'Attorney', 'Legal'),
  {
    ...member('0f5a3d2e-e068-5c0e-a965-d52fe67847f9', 'alland', 'Allan Deyoung', 'IT Administrator', 'IT'),
    directoryRole: 'Search Administrator',
  },
  member('7035091b-d403-5e80-b05a-9f4b76ed8f11', 'benw', 'Ben Walters', 'VP Sales', 'Sales'),
  member('a21abda6-ec0c-5f5b-a7cb-bdd74df46dd8', 'brianj', 'Brian Johnson', 'Support Engineer', 'IT'),
  member(
    'c4ff68ec-d92f-5814-922d-05f50c13453c',
    'christiec',
    'Christie Cline',
    'Sales Representative',
    'Sales',
  ),
  member('0be74b00-eedf-520b-89e6-a9f892a8ed71', 'cameronw', 'Cameron White', 'Business Analyst', 'Finance'),
  member('6124ab16-b83f-5480-aaf2-b0b02152b6d5', 'deliad', 'Delia Dennis', 'Recruiter', 'Human Resources'),
  member('1dcbd88e-bf5f-5fc2-a92a-3d4d5a0b263c', 'emilyb', 'Emily Braun', 'Budget Analyst', 'Finance'),
  member('f02ddb4d-fb66-5b82-b6ba-65e1514b8b90', 'raulr', 'Raul Razo', 'Support Engineer', 'IT'),
  member(
    'ffac1b3e-984e-5b12-84d9-0656837db276',
    'gerhartm',
    'Gerhart Moller',
    'Logistics Coordinator',
    'Operations',
  ),
  member(
    '817a16cf-cb44-55b4-b9c6-0364f0afc0d5',
    'aliciat',
    'Alicia Thomber',
    'Customer Success Manager',
    'Sales',
  ),
]
