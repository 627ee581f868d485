/** What the log calls an action when its name alone would not say it as the pages do. */
const words: Record<string, string> = {
  saveSchema: 'Submit schema',
  readSyncSetup: 'Show rows of people data',
}

/** The name of an action in words: `createConnection` becomes "Create connection". */
export function actionWords(action: string) {
  const known = words[action]
  if (known) return known
  const spaced = action.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
