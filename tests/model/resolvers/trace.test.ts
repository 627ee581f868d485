import { expect, test } from 'vitest'
import { traceUrl } from '@/lib/model/resolvers/trace'
import { resolverCases } from '../../support/resolver-cases'

const resolver = (base: string, urlPattern: string) => ({ baseUrls: [base], urlPattern, itemId: 'x' })
const help = resolver('https://help.contoso.com', '/tickets/(?<number>[0-9]{4,7})(?:[/?#]|$)')

const step = (urlPattern: string, url: string, base = 'https://help.contoso.com/') =>
  traceUrl([resolver(base, urlPattern)], url)[0]

test('the trace names the character where a link leaves the pattern, and allows its case', () => {
  const [trace] = traceUrl([help], 'https://help.contoso.com/Tickets/88120/')

  expect(trace).toMatchObject({
    step: 'pattern-differs',
    left: { at: 25, wants: 'tickets/', caseOnly: true },
  })
  expect(trace).toHaveProperty('fix.label', 'Allow any case')
  expect(trace).toHaveProperty('fix.change.urlPattern', '/[Tt]ickets/(?<number>[0-9]{4,7})(?:[/?#]|$)')
})

test('the trace names the character where a link leaves the base', () => {
  const kb = resolver('https://kb.contoso.com', '/(?<slug>[a-z]+)')
  const [differs] = traceUrl([kb], 'https://help.contoso.com/reset')

  expect(differs).toMatchObject({ step: 'base-differs', at: 8, wants: 'kb.contoso.com', caseOnly: false })
  expect(differs).toHaveProperty('fix.change.baseUrls', [
    'https://kb.contoso.com',
    'https://help.contoso.com/',
  ])
  expect(
    traceUrl([resolver('https://help.contoso.com/tickets', '/x')], 'https://help.contoso.com/Tickets')[0],
  ).toMatchObject({ at: 25, caseOnly: true, may: ['baseCase'] })
})

test.each([
  ['/tickets/(?<n>[0-9]{5})', 'https://help.contoso.com/tickets/1234/', 37, 'Allow fewer than 5 characters'],
  [
    '/tickets/(?<n>[0-9]{2,3})/',
    'https://help.contoso.com/tickets/1234/',
    36,
    'Allow more than 3 characters',
  ],
  ['/(?<n>[a-z]+)\\.html', 'https://help.contoso.com/reset', 30, 'Make \\.html optional'],
  ['/(?<n>[a-z]+)/', 'https://help.contoso.com/reset', 30, 'Make / optional'],
  ['/(?<n>[a-z]+)$', 'https://help.contoso.com/reset/', 30, 'Drop $'],
  ['/(?<n>[a-z]+)$', 'https://help.contoso.com/RESET', 25, 'Allow any case'],
])('%s on %s stops at character %i: %s', (pattern, url, at, label) => {
  const trace = step(pattern, url)

  expect(trace).toMatchObject({ step: 'pattern-differs', left: { at }, fix: { label } })
  const changed = trace?.step === 'pattern-differs' ? trace.fix?.change.urlPattern : undefined
  expect(new RegExp(changed ?? '(?!)').test(url)).toBe(true)
})

test('a pattern of which a link holds nothing says so', () => {
  expect(step('[?&]id=(?<n>[0-9]+)', 'https://help.contoso.com/tickets/1')).toMatchObject({
    left: { nowhere: true, wants: '[?&]id=' },
  })
})

test('behind the winner nothing is tried', () => {
  const trace = traceUrl([help, help], 'https://help.contoso.com/tickets/88120')
  expect(trace).toMatchObject([{ step: 'matches' }, { step: 'not-tried', winner: 0 }])
})

test.each(resolverCases)('the trace agrees with the answer: $name', ({ resolvers, url, by }) => {
  const won = traceUrl(resolvers, url).findIndex(({ step }) => step === 'matches')
  expect(won < 0 ? null : won).toBe(by)
})

test.each(resolverCases.filter(({ by }) => by === null))(
  'a change that is offered makes the link fit: $name',
  ({ resolvers, url }) => {
    for (const [place, trace] of traceUrl(resolvers, url).entries()) {
      const before = resolvers[place]
      if (!before || !('fix' in trace) || !trace.fix) continue
      expect(traceUrl([{ ...before, ...trace.fix.change }], url)[0]).toHaveProperty('step', 'matches')
    }
  },
)
