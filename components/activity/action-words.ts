/** The name of an action as words: `createConnection` becomes "Create connection". */
export function actionWords(action: string) {
  const words = action.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
