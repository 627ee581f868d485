import type { Resolver } from '../resolver'
import type { Found, ResolverRule } from './finding'

export const baseRules: ResolverRule = (resolver) => {
  const filled = resolver.baseUrls.filter((base) => base !== '')
  if (filled.length === 0) {
    const message = 'Enter how the links begin, such as https://contoso.com/.'
    return [{ rule: 'unfinished', severity: 'error', field: 'baseUrls', message }]
  }
  return filled.flatMap((base) => oneBase(resolver, base))
}

function oneBase(resolver: Resolver, base: string): Found[] {
  const found = (one: Omit<Found, 'field'>): Found => ({ field: 'baseUrls', ...one })
  const fix = (label: string, next: string) => ({
    label,
    change: { baseUrls: [...new Set(resolver.baseUrls.map((one) => (one === base ? next : one)))] },
  })
  const url = URL.canParse(base) ? new URL(base) : null
  if (url?.protocol !== 'https:' || !/^https:\/\/[^/]/i.test(base)) {
    const fixed = asHttps(base)
    const message = `${base} is no absolute https address, so no link of an item begins with it.`
    return [
      found({
        rule: 'baseNotHttps',
        severity: 'error',
        message,
        ...(fixed && { fix: fix(`Use ${fixed}`, fixed) }),
      }),
    ]
  }
  const cut = base.replace(/[?#].*$/s, '')
  if (cut !== base) {
    const message = 'A base with a query or a fragment fits only links that repeat it to the letter.'
    return [found({ rule: 'baseQuery', severity: 'error', message, fix: fix(`Use ${cut}`, cut) })]
  }
  const findings: Found[] = []
  const host = /^https:\/\/([^/]*)/i.exec(base)?.[1] ?? ''
  if (base !== base.trim() || /\s/.test(base)) {
    const message = 'There is white space in the base; links have none.'
    const next = base.replace(/\s+/g, '')
    return [found({ rule: 'baseNotHttps', severity: 'error', message, fix: fix(`Use ${next}`, next) })]
  }
  const lower = `https://${host.toLowerCase()}${base.slice(8 + host.length)}`
  if (lower !== base) {
    const message = 'Bases may be compared by letter case, and browsers write hosts in small letters.'
    findings.push(
      found({ rule: 'baseCapitals', severity: 'warning', message, fix: fix(`Use ${lower}`, lower) }),
    )
  }
  if (!base.endsWith('/')) {
    const other = base === `https://${host}` ? `${base}.evil.example` : `${base}-other`
    const message = `It also fits ${other}: whether Graph compares part by part is not documented.`
    findings.push(
      found({ rule: 'baseOpenEnd', severity: 'warning', message, fix: fix('End it with /', `${base}/`) }),
    )
  }
  return findings
}

/** The https address that is probably meant. */
function asHttps(base: string) {
  const fixed = `https://${base.trim().replace(/^[a-z]*:?\/*/i, (scheme) => (/[:/]/.test(scheme) ? '' : scheme))}`
  return URL.canParse(fixed) && new URL(fixed).hostname.includes('.') ? fixed : null
}
