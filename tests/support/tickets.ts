const columns = ['ticketId', 'title', 'url', 'iconUrl', 'createdAt', 'status', 'body'] as const

type Ticket = Record<(typeof columns)[number], string>

const ticket = (n: number): Ticket => ({
  ticketId: `T${n}`,
  title: `Ticket ${n}`,
  url: `https://help.contoso.com/${n}`,
  iconUrl: 'https://help.contoso.com/i.png',
  createdAt: '2026-01-31T08:00:00Z',
  status: 'open',
  body: `Body ${n}`,
})

/** Tickets whose cells need no quotes, so that a test can replace one. `change` makes single tickets different. */
export const ticketsCsv = (from: number, to: number, change: (n: number) => Partial<Ticket> = () => ({})) =>
  [
    columns.join(),
    ...Array.from({ length: to - from + 1 }, (_, i) => {
      const cells = { ...ticket(from + i), ...change(from + i) }
      return columns.map((column) => cells[column]).join()
    }),
    '',
  ].join('\r\n')
