import { setTimeout as delay } from 'node:timers/promises'
import { EntraError } from '../authority/entra-error'
import type { Answer } from '../kernel/http'
import type { Fault, Met } from './faults'
import { retryHeaders } from './retry-headers'

const transient = 'A transient error has occurred. Please try again.'
const tooMany = 'There are too many incoming requests.'

/** Applies the faults of the script to a request to the authority. Undefined drops the connection. */
export async function authorityOutcome(
  { outcome, delayMs }: Met,
  correlationId: string,
  handle: () => Promise<Answer>,
): Promise<Answer | undefined> {
  if (delayMs > 0) await delay(delayMs)
  if (outcome?.drop === 'before') return undefined
  if (outcome?.status !== undefined) return refusal(outcome, outcome.status, correlationId)
  const answer = await handle()
  return outcome?.drop === 'after' ? undefined : answer
}

function refusal(fault: Fault, status: number, correlationId: string): Answer {
  const headers = retryHeaders(fault)
  if (fault.html !== undefined) {
    return { status, body: fault.html, headers: { ...headers, 'content-type': 'text/html' } }
  }
  const [code, words] = status === 429 ? [90055, tooMany] : [90033, transient]
  const name = fault.error ?? (status < 500 && status !== 429 ? 'invalid_request' : 'temporarily_unavailable')
  const error = new EntraError(name, code, fault.message ?? words, status)
  return { ...error.toAnswer(correlationId), headers }
}
