/** What a webhook's secret is sealed for: a row cannot be given the secret of another connection. */
export const triggerPurpose = (connectionId: string) => `trigger:${connectionId}`
