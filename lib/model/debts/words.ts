import { durationText } from '../duration'
import { countText } from '../number-text'
import type { Debt } from './debt'

/** Items that a connection with 25 requests in flight takes in a second, at Graph's usual pace. */
const perSecond = 46

/** How long sending so many items takes, roughly: "about 12 min". */
export const sendingTime = (items: number) =>
  `about ${durationText(Math.max(1, Math.ceil(items / perSecond)) * 1000)}`

const have = (items: number) => (items === 1 ? 'has' : 'have')

/** What is owed, with its estimate, in one sentence for a list. */
export function debtCause({ cause, remaining, detail }: Debt): string {
  const time = sendingTime(remaining)
  if (cause === 'registration')
    return `${countText(remaining, 'item')} of people data may reach no profile (${time} to send again).`
  if (cause === 'ledgerLost') {
    const least = detail.all ? '' : 'at least '
    return `Graph has lost ${least}${countText(remaining, 'item')} (${time} to send again).`
  }
  return `${countText(remaining, 'item')} ${have(remaining)} to be sent again (${time}).`
}

/** Why, and what it means until it is paid. */
export function debtReason({ cause, detail: { properties = [], all } }: Debt): string {
  if (cause === 'registration')
    return 'They were sent before the connection was registered as a profile source, and Graph drops what arrives before.'
  if (cause === 'ledgerLost')
    return all
      ? 'The connection was emptied or created again outside of this console.'
      : 'Some items were deleted outside of this console; only a sync finds out how many.'
  const names = properties.slice(0, 3).join(', ')
  const more = properties.length > 3 ? ` and ${properties.length - 3} more` : ''
  return `The schema of ${names}${more} has changed. Items that were sent before do not follow the change until they are sent again.`
}
