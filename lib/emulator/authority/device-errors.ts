import { EntraError } from './entra-error'

export const authorizationPending = () =>
  new EntraError(
    'authorization_pending',
    70016,
    'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  )
export const unknownDeviceCode = () =>
  new EntraError(
    'bad_verification_code',
    70018,
    'Invalid verification code due to User typing in wrong user code for device code flow.',
  )
export const declinedAuthorization = () =>
  new EntraError('authorization_declined', 65004, 'User declined to consent to access the app.')
export const expiredDeviceCode = () =>
  new EntraError(
    'expired_token',
    70020,
    "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
  )
