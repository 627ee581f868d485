/** What a rule found about a connection or an app. */
export interface Finding {
  /** A connection's id, or an app. */
  subject: string
  name: string
  firing: boolean
  /** What is the matter, or that it is over, as a sentence. */
  text: string
}

export interface KnownState {
  subject: string
}

export interface Change extends Finding {
  kind: 'alert' | 'recovery'
}

/**
 * What has changed: one alert when something begins to be wrong, one recovery when it ends, nothing while it stays.
 * `forgotten` are states of what is not there any more; nobody is told of them.
 */
export function changesOf(
  known: readonly KnownState[],
  findings: readonly Finding[],
): { changes: Change[]; forgotten: string[] } {
  const firing = new Set(known.map(({ subject }) => subject))
  const found = new Set(findings.map(({ subject }) => subject))
  const changes = findings
    .filter((finding) => finding.firing !== firing.has(finding.subject))
    .map((finding): Change => ({ ...finding, kind: finding.firing ? 'alert' : 'recovery' }))
  return { changes, forgotten: [...firing].filter((subject) => !found.has(subject)) }
}
