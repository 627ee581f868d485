/** Of a list of runs; those of numbers are between what changed and the state. */
export const runColumns = [
  'Started',
  'Run',
  'What changed',
  'Created',
  'Updated',
  'Deleted',
  'Unchanged',
  'Failed',
  'Took',
  'State',
] as const
