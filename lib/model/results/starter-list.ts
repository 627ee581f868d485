/** What one can begin from; the cards themselves are in starters.ts, which is loaded once one of them is chosen. */
export interface Starter {
  id: string
  title: string
  about: string
}

export const starters: readonly Starter[] = [
  { id: 'titleAndText', title: 'Title and text', about: 'A linked title over one line of text.' },
  {
    id: 'iconAndDetails',
    title: 'Icon and details',
    about: 'An icon beside title, text, and who changed it.',
  },
  { id: 'facts', title: 'Facts', about: 'A linked title over a short table of properties.' },
]
