/** What the body of an item that somebody wrote is sealed for. */
export const itemPurpose = (commandId: string) => `item:${commandId}`
