import type { Rule } from './entry'

export const templateRules: Rule[] = [
  {
    id: 'templates.count',
    text: 'At most 2 search result templates, with an id of 1 to 16 letters and digits and a whole priority.',
    standing: 'documented',
    contract: 'templates',
    sources: ['D19'],
    test: [
      'rules/connection-rules.test.ts › a connection is refused › with three cards',
      'rules/connection-rules.test.ts › a connection is refused › with a card of %s',
      'rules/connection-rules.test.ts › two cards are taken, and an id of 16 letters and digits',
    ],
    refuses: [
      'A connection has at most … search result templates.',
      "'….id' has to be 1 to 16 letters and digits.",
      "'…' has to be a whole number from … to ….",
      "'….layout' has to be an Adaptive Card.",
    ],
  },
  {
    id: 'templates.rules',
    text: 'Rules of a template name property, operation, values and how these are joined.',
    standing: 'documented',
    contract: 'template-rules',
    sources: ['D16', 'D19'],
    test: [
      'rules/connection-rules.test.ts › a connection is refused › with a rule that lacks a member',
      'rules/connection-rules.test.ts › a connection is refused › with a rule of %s',
    ],
    refuses: ["'…' lacks '…'.", "'….values' is empty."],
  },
  {
    id: 'templates.broken',
    text: 'A broken card at creation is 503, and the connection exists without it.',
    standing: 'documented',
    contract: 'template-broken',
    sources: ['D2', 'D22'],
    test: 'routes/connections.test.ts › a broken card answers 503 and makes the connection without it',
    refuses: ['A search result template is not an Adaptive Card.', 'The service is temporarily unavailable.'],
  },
]
