import type { Answer } from '../kernel/http'
import type { User } from '../seed/accounts'
import type { App } from '../seed/apps'
import type { Permissions } from './consent'
import { adminConsentNeeded } from './consent-errors'
import { brand, escaped, htmlPage } from './page'

/** The address that a choice is posted to, and the hidden fields with it. */
export type Form = { action: string; hidden: Record<string, string> }

type Consent = {
  app: App
  user: User
  wanted: Permissions
  form: Form
  /** `choose` offers an administrator to consent for everybody, `always` is for everybody. */
  organization: 'no' | 'choose' | 'always'
}

export function consentPage({ app, user, wanted, form, organization }: Consent): Answer {
  const choice =
    '<label class="choice"><input type="checkbox" name="organization" value="1"> Consent on behalf of your organization</label>'
  const all = '<p class="muted">This app gets them for everybody in your organization.</p>'
  return htmlPage(
    'Permissions requested',
    `${brand}
<h1>Permissions requested</h1>
<p class="muted"><b>${escaped(app.name)}</b> asks ${escaped(user.userPrincipalName)} for:</p>
${list(wanted.delegated, 'for whoever is signed in')}
${list(wanted.application, 'by itself')}
${organization === 'always' ? all : ''}
<form method="post" action="${escaped(form.action)}">
${hidden(form)}
${organization === 'choose' ? choice : ''}
<div class="row"><button class="plain" name="consent" value="cancel">Cancel</button>
<button class="plain" name="consent" value="accept">Accept</button></div>
</form>`,
  )
}

/** The page for a user who cannot consent to what an app requests. */
export function approvalPage(
  { app, user, wanted, form }: Omit<Consent, 'organization'>,
  correlationId: string,
): Answer {
  const { description } = adminConsentNeeded().describe(correlationId)
  return htmlPage(
    'Need admin approval',
    `${brand}
<h1>Need admin approval</h1>
<p class="muted"><b>${escaped(app.name)}</b> needs permission that only an administrator of Contoso can grant. Ask one to grant it to the app before ${escaped(user.userPrincipalName)} can use it.</p>
${list(wanted.delegated, 'for whoever is signed in')}
${list(wanted.application, 'by itself')}
<p class="error">${escaped(description)}</p>
<form method="post" action="${escaped(form.action)}">
${hidden(form)}
<button class="plain" name="consent" value="cancel">Return to the application without granting consent</button>
</form>`,
  )
}

export const consentedPage = () =>
  htmlPage(
    'Permissions granted',
    `${brand}<h1>Permissions granted</h1><p class="muted">You can close this window.</p>`,
  )

const list = (names: string[], how: string) =>
  names.length === 0
    ? ''
    : `<ul class="scopes">${names.map((name) => `<li><code>${escaped(name)}</code> <span class="muted">${how}</span></li>`).join('')}</ul>`

const hidden = (form: Form) =>
  Object.entries(form.hidden)
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('')
