import { stringify } from 'csv-stringify/sync'
import { seedUsers } from '../../lib/emulator/seed/users'
import { type Chooser, chooser } from './chooser'

const ticketColumns = [
  'ticketId',
  'title',
  'url',
  'iconUrl',
  'createdBy',
  'assignedTo',
  'createdAt',
  'updatedAt',
  'dueAt',
  'priority',
  'tags',
  'status',
  'body',
]

/** A helpdesk's tickets as CSV: the same rows for the same number, and more rows begin with the fewer. */
export const helpdeskCsv = (rows: number) => Array.from(helpdeskLines(rows)).join('')

/** The same, line by line, for files too large to hold. */
export function* helpdeskLines(rows: number): Generator<string> {
  const choose = chooser(20260131)
  yield line(ticketColumns)
  for (let number = 1; number <= rows; number++) yield line(ticket(1000 + number, choose))
}

/** The seeded users as an HR system would export them. */
export function hrCsv() {
  const choose = chooser(7)
  return [hrColumns, ...seedUsers.map((user) => hrRow(user, choose))].map(line).join('')
}

const line = (cells: readonly string[]) => stringify([cells])

interface Topic {
  tags: string[]
  title: string
  body: string
}

const devices = [
  'Surface Laptop 6',
  'ThinkPad X1',
  'iPhone 16',
  'docking station',
  '27" monitor',
  'label printer',
]
const places = [
  'Building 7, floor 2',
  'München office',
  'Zürich office',
  'warehouse "North"',
  'Reykjavík',
  'room 18/2111',
]
const apps = ['Outlook', 'Teams', 'SAP', 'the VPN', 'SharePoint', 'Power BI', 'the time sheet']

const topics: ((choose: Chooser) => Topic)[] = [
  (choose) => ({
    tags: ['hardware', 'printer'],
    title: `Printer in ${choose.one(places)} jams every morning`,
    body: `Tray ${choose.between(1, 4)} jams with the first job of the day.\nThe display says "Paper jam, code ${choose.between(10, 99)}".`,
  }),
  (choose) => ({
    tags: ['software', 'access'],
    title: `No access to ${choose.one(apps)} since Monday`,
    body: `Sign-in works, then the screen stays blank. Colleagues in ${choose.one(places)} see the same.`,
  }),
  (choose) => {
    const device = choose.one(devices)
    return {
      tags: ['hardware', 'request'],
      title: `${device} for a starter`,
      body: `Device: ${device}. The colleague starts in ${choose.between(1, 4)} weeks.\n\nDelivery to: ${choose.one(places)}.`,
    }
  },
  (choose) => ({
    tags: ['network', 'wifi'],
    title: `Wi‑Fi drops in ${choose.one(places)}`,
    body: `The connection is gone for about ${choose.between(5, 90)} seconds, several times an hour; cable works.`,
  }),
  (choose) => ({
    tags: ['account', 'password'],
    title: `Password reset for ${choose.one(apps)}`,
    body: 'Locked out after three attempts. Called back and verified; a temporary pass was issued.',
  }),
  (choose) => ({
    tags: ['software', 'update'],
    title: `${choose.one(apps)} is slow after the update`,
    body: `Opening a file takes ${choose.between(20, 120)} s – before the update it was 3 s.\nTried: restart, repair, another profile.`,
  }),
  (choose) => ({
    tags: ['mail', 'security'],
    title: 'Suspicious mail: "Your invoice is überfällig"',
    body: `Received by ${choose.between(2, 60)} people; nobody clicked. The sender's domain is contos0.example, 1 € demanded.`,
  }),
  (choose) => ({
    tags: ['facility'],
    title: `Meeting room screen dark, ${choose.one(places)}`,
    body: `The screen of the ${choose.one(devices)} stays dark; sound works. Needed for the board meeting, please hurry!`,
  }),
]

const statuses = ['new', 'open', 'in progress', 'waiting for customer', 'resolved', 'closed']
const day = 24 * 60 * 60_000

function ticket(number: number, choose: Chooser): string[] {
  const { tags, title, body } = choose.one(topics)(choose)
  const created = Date.UTC(2025, 0, 6) + choose.between(0, 380 * 24 * 60) * 60_000
  const updated = created + choose.between(5, 20 * 24 * 60) * 60_000
  const status = choose.one(statuses)
  const assignees = status === 'new' ? [] : choose.some(support, choose.between(1, 2))
  return [
    `T${number}`,
    title,
    `https://helpdesk.contoso.com/tickets/T${number}`,
    'https://helpdesk.contoso.com/assets/ticket.png',
    choose.one(seedUsers).userPrincipalName,
    assignees.join(';'),
    instant(created),
    instant(updated),
    choose.between(1, 4) === 1 ? '' : instant(created + choose.between(1, 30) * day).slice(0, 10),
    choose.one(['low', 'normal', 'normal', 'high', 'urgent']),
    [...tags, ...choose.some(['vip', 'recurring', 'remote', 'escalated'], choose.between(0, 2))].join(';'),
    status,
    `${body}\n\nTicket T${number}, opened by ${choose.one(['phone', 'mail', 'portal', 'chat'])}.`,
  ]
}

const support = seedUsers
  .filter(({ department }) => department === 'IT')
  .map(({ userPrincipalName }) => userPrincipalName)
const instant = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z')

const hrColumns = [
  'userPrincipalName',
  'displayName',
  'employeeId',
  'jobTitle',
  'department',
  'company',
  'officeLocation',
  'skills',
  'favoriteColor',
]

const skillsByDepartment: Record<string, string[]> = {
  Marketing: ['Copywriting', 'Campaign planning', 'Photography', 'Market research'],
  Engineering: ['TypeScript', 'C#', 'Distributed systems', 'Code review'],
  'Research and Development': ['Prototyping', 'Usability testing', 'Rust', 'Materials science'],
  Sales: ['Negotiation', 'Forecasting', 'Customer onboarding', 'Public speaking'],
  IT: ['Microsoft Entra', 'PowerShell', 'Networking', 'Incident response'],
  Finance: ['Budgeting', 'Excel modelling', 'Audit', 'Power BI'],
  Legal: ['Contract law', 'Data protection', 'Compliance'],
  'Human Resources': ['Recruiting', 'Coaching', 'Labour law'],
}
const commonSkills = [
  'Project management',
  'Facilitation',
  'Deutsch (fließend)',
  'Français',
  'First aid',
  'Lean',
  'Planning',
]

function hrRow(user: (typeof seedUsers)[number], choose: Chooser): string[] {
  const own = skillsByDepartment[user.department] ?? ['Operations', 'Logistics', 'Quality management']
  return [
    user.userPrincipalName,
    user.displayName,
    String(choose.between(10_000, 99_999)),
    user.jobTitle,
    user.department,
    choose.one(['Contoso', 'Contoso', 'Contoso Retail, Inc.']),
    choose.one(['18/2111', '20/1101', 'Zürich 3.14', 'München 2.07', 'Remote']),
    [...choose.some(own, choose.between(1, 3)), ...choose.some(commonSkills, choose.between(0, 2))].join(';'),
    choose.one(['teal', 'crimson', 'sunflower yellow', 'navy', 'forest green', 'lilac']),
  ]
}
