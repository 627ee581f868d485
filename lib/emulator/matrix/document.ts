import { readFileSync } from 'node:fs'
import { accessOf } from '../directory/permissions'
import { defaultSettings } from '../settings'
import { type Switch, variableOf } from '../switches/switch'
import { switches } from '../switches/switches'
import { authorityEndpoints } from './authority-endpoints'
import { controlEndpoints } from './control-endpoints'
import type { Endpoint, Entry, OwnRule, Rule, Turn } from './entry'
import { code, table } from './markdown'
import { areas, graphEndpoints, rules } from './matrix'
import { ownRules } from './own-rules'
import { type SourceId, sources } from './sources'
import { after, before, standings } from './words'

const clients = readFileSync(new URL('clients.md', import.meta.url), 'utf8').trimEnd()

/** What `docs/emulator.md` says. */
export function document() {
  return `${[
    before,
    clients,
    standings,
    counted(),
    '## Endpoints of Graph',
    `${Object.keys(graphEndpoints).length} calls on \`v1.0\` and \`beta\`, those marked β on beta only.`,
    table(['Call', '', 'Permissions', ...entryHeads], Object.entries(graphEndpoints).map(graphRow)),
    '## Endpoints of the authority',
    'A `:tenant` is the tenant id, `contoso.com`, `organizations` or `common`.',
    table(
      ['Call', '', ...entryHeads],
      Object.entries(authorityEndpoints).map(([route, one]) => [code(route), one.text, ...entryCells(one)]),
    ),
    '## Rules',
    ...areas.flatMap(([title, all]) => [
      `### ${title}`,
      table(['Rule', 'Id', ...entryHeads, 'Turned by'], all.map(ruleRow)),
    ]),
    '## Of the emulator itself',
    'How a local tenant is by its nature. Graph has no such rules, so that nothing is assumed of it here.',
    table(['Rule', 'Id', 'Proved by', 'Turned by'], ownRules.map(ownRow)),
    '## Switches',
    'Each turns a rule that nobody has written down, or that is told in two ways.',
    table(['Switch', 'What holds by default', 'Values', 'Strict', 'Variable'], switches.map(switchRow)),
    '## Settings',
    'Set with `POST /_emulator/settings`, as the switches are, or from the start by a variable. Times are milliseconds of\nthe tenant’s clock.',
    table(['Setting', 'Default', 'Variable'], settingRows()),
    '## Control API',
    'Below `/_emulator/`, for this machine only: no other host, unless it brings the shared secret of\n`EMULATOR_CONTROL_SECRET`, and no page of another site is let in.',
    table(
      ['Call', '', 'Proved by'],
      Object.entries(controlEndpoints).map(([route, { text, test }]) => [code(route), text, proofOf(test)]),
    ),
    after,
    '## Sources',
    ...sourceLines(),
  ].join('\n\n')}\n`
}

const entryHeads = ['Standing', 'Contract', 'Sources', 'Proved by']
const entryCells = ({ standing, contract, sources: known = [], test }: Endpoint | Rule) => [
  standing,
  `[${contract}](graph-contract.md#${contract})`,
  known.map((id) => `[${id}]`).join(' ') || '–',
  proofOf(test),
]

const proofOf = (tests: Entry['test']) =>
  [tests]
    .flat()
    .map((test) => {
      const [file = '', ...names] = test.split(' › ')
      return `${code(file)} ${names.join(' › ')}`
    })
    .join('; ')

function graphRow([route, one]: [string, (typeof graphEndpoints)[string]]) {
  const { rule } = accessOf(route)
  const app = rule ? `app: ${rule.application.join(', ') || 'none'}` : 'a token'
  const user = rule ? `; user: ${rule.delegated.join(', ') || 'none'}` : ''
  const same = rule && rule.application.join() === rule.delegated.join()
  const shown = same ? rule.application.join(', ') : `${app}${user}`
  return [`${code(route)}${rule?.onlyBeta ? ' β' : ''}`, one.text, shown, ...entryCells(one)]
}

const turnOf = (turn: Turn | undefined) => (turn ? code(turn.replace('setting ', '')) : '–')
const ruleRow = (rule: Rule) => [rule.text, code(rule.id), ...entryCells(rule), turnOf(rule.switch)]
const ownRow = ({ text, id, test, switch: turn }: OwnRule) => [text, code(id), proofOf(test), turnOf(turn)]

function switchRow({ name, text, values, default: otherwise, strict }: Switch) {
  const shown = values.map((value) => (value === otherwise ? `**${value}**` : String(value)))
  return [
    code(name),
    text,
    shown.join(', '),
    strict === undefined ? '–' : String(strict),
    code(variableOf(name)),
  ]
}

function settingRows() {
  const names = new Set<string>(switches.map(({ name }) => name))
  return Object.entries(defaultSettings)
    .filter(([name]) => !names.has(name))
    .map(([name, value]) => [code(name), String(value), code(variableOf(name))])
}

function counted() {
  const all = [...rules, ...Object.values(graphEndpoints), ...Object.values(authorityEndpoints)]
  const of = (standing: string) => all.filter((one) => one.standing === standing).length
  return `${all.length} endpoints and rules: ${of('documented')} documented, ${of('observed')} observed, ${of('assumed')} assumed.`
}

function sourceLines() {
  const cited = new Set(
    [...rules, ...Object.values(graphEndpoints), ...Object.values(authorityEndpoints)].flatMap(
      ({ sources: known = [] }) => known,
    ),
  )
  const ids = (Object.keys(sources) as SourceId[]).filter((id) => cited.has(id))
  return [
    ids.map((id) => `[${id}]: ${sources[id]}`).join('\n'),
    ids.map((id) => `- [${id}] <${sources[id]}>`).join('\n'),
  ]
}
