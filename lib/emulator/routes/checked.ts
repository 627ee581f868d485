import { invalidRequest, malformed } from '../kernel/errors'
import { PayloadMismatch } from '../rules/item-rules'
import { InvalidId, Refusal } from '../rules/refusal'

/**
 * Runs rules and words what they refuse as the connectors service does: the inner error says more than the
 * outer text, which for a schema is always the same (docs/graph-contract.md#error-inner).
 */
export function checked<T>(
  source: 'Connection' | 'Schema' | 'Item' | 'Group' | 'ProfileSource' | 'Search' | 'Directory',
  read: () => T,
): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof PayloadMismatch) {
      const message = `${error.property}: ${error.reason}`
      throw malformed(error.message, { code: 'InvalidPayload', source, message }).at(error.property)
    }
    if (!(error instanceof Refusal)) throw error
    const inner = { code: 'InvalidRequest', source, message: error.message }
    const refusal =
      error instanceof InvalidId
        ? invalidRequest(inner)
        : malformed(source === 'Schema' ? undefined : error.message, inner)
    if (error.target !== undefined) refusal.at(error.target)
    throw refusal.because(error.message)
  }
}
