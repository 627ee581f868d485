import type { Answer } from '../kernel/http'
import { findUser, listAccounts } from '../seed/accounts'
import { findApp } from '../seed/apps'
import type { Store } from '../store/store'
import { askConsent } from './ask-consent'
import {
  approveDevice,
  askedBy,
  type DeviceCode,
  declineDevice,
  devicePath,
  findUserCode,
} from './device-code'
import { EntraError } from './entra-error'
import { accounts, brand, escaped, htmlPage } from './page'
import type { AuthorityRequest } from './request'

/** Where a person enters the code that a client shows, and picks an account for it. */
export function devicePage(request: AuthorityRequest): Answer {
  const { form, query, method, tenant } = request
  if (method !== 'POST') return askCode(query.get('otc') ?? '')
  const typed = form.get('otc') ?? ''
  const device = findUserCode(tenant.store, typed)
  if (!device) return askCode(typed, 'That code didn’t work. Check the code and try again.')
  if (form.has('cancel')) return decline(tenant.store, device)
  const account = form.get('account')
  const user = account ? findUser(tenant.store, account) : undefined
  if (!user?.accountEnabled) return pickAccount(request, device)
  const app = findApp(tenant.store, device.clientId)
  if (!app) return askCode(typed, 'The app of this code is gone.')
  try {
    const { scopes } = askedBy(device)
    const hidden = { otc: device.userCode, account: user.userPrincipalName }
    const asked = askConsent(request, { app, user, scopes, form: { action: devicePath, hidden } })
    if (asked) return asked
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    return decline(tenant.store, device)
  }
  approveDevice(tenant.store, device, user.id)
  return closing('You have signed in on your device', 'You can close this window.')
}

function decline(store: Store, device: DeviceCode) {
  declineDevice(store, device)
  return closing('Sign-in cancelled', 'The other device has been told.')
}

function askCode(typed: string, error = '') {
  const page = htmlPage(
    'Enter code',
    `${brand}
<h1>Enter code</h1>
<p class="muted" id="hint">Enter the code displayed on your app or device.</p>
${error && `<p class="error" role="alert">${escaped(error)}</p>`}
<form method="post" action="${devicePath}">
<input name="otc" aria-label="Code" aria-describedby="hint" value="${escaped(typed)}" maxlength="24" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus>
<button class="plain">Next</button>
</form>`,
  )
  return error ? { ...page, status: 400 } : page
}

function pickAccount({ tenant }: AuthorityRequest, device: DeviceCode) {
  const app = findApp(tenant.store, device.clientId)
  const { sample, others } = listAccounts(tenant.store)
  const more = `<details><summary>${others.length} more people</summary>${accounts(others)}</details>`
  return htmlPage(
    'Pick an account',
    `${brand}
<h1>Pick an account</h1>
<p class="muted">to sign in to <b>${escaped(app?.name ?? device.clientId)}</b> on another device. No password is asked.</p>
<form method="post" action="${devicePath}">
<input type="hidden" name="otc" value="${escaped(device.userCode)}">
${accounts(sample)}
${others.length > 0 ? more : ''}
<button class="plain" name="cancel" value="1">Cancel</button>
</form>`,
  )
}

const closing = (title: string, text: string) =>
  htmlPage(title, `${brand}<h1>${escaped(title)}</h1><p class="muted">${escaped(text)}</p>`)
