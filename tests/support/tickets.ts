/** Tickets whose cells need no quotes, so that a test can replace one. */
export const ticketsCsv = (from: number, to: number) =>
  [
    'ticketId,title,url,iconUrl,createdAt,status,body',
    ...Array.from({ length: to - from + 1 }, (_, i) => {
      const n = from + i
      return `T${n},Ticket ${n},https://help.contoso.com/${n},https://help.contoso.com/i.png,2026-01-31T08:00:00Z,open,Body ${n}`
    }),
    '',
  ].join('\r\n')
