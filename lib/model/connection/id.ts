import { z } from 'zod'

/**
 * Ids Microsoft keeps for its own sources (docs/graph-contract.md#connection-id-reserved). Compared without
 * case, to be on the safe side.
 */
const reserved = new Set(
  [
    'None',
    'Directory',
    'Exchange',
    'ExchangeArchive',
    'LinkedIn',
    'Mailbox',
    'OneDriveBusiness',
    'SharePoint',
    'Teams',
    'Yammer',
    'Connectors',
    'TaskFabric',
    'PowerBI',
    'Assistant',
    'TopicEngine',
    'MSFT_All_Connectors',
  ].map((id) => id.toLowerCase()),
)

/** What is wrong with a connection id and how to fix it, or null. */
export function idProblem(id: string): string | null {
  if (id === '') return 'Enter an id of 3 to 32 letters and digits.'
  if (reserved.has(id.toLowerCase()))
    return `'${id}' is reserved by Microsoft. Choose another id, such as '${corrected(id)}'.`
  const stranger = id.match(/[^A-Za-z0-9]/u)?.[0]
  if (stranger !== undefined)
    return `Use 3 to 32 letters and digits; ${stranger.trim() === '' ? 'a space' : `'${stranger}'`} is not allowed.`
  if (id.length < 3) return `Use 3 to 32 letters and digits; add ${3 - id.length} more.`
  if (id.length > 32) return `Use 3 to 32 letters and digits; take away ${id.length - 32}.`
  if (/^microsoft/i.test(id))
    return `An id cannot begin with 'Microsoft'. Choose another, such as '${corrected(id)}'.`
  return null
}

export const ConnectionId = z
  .string('Enter an id.')
  .max(500)
  .superRefine((id, context) => {
    const message = idProblem(id)
    if (message) context.addIssue({ code: 'custom', message })
  })
export type ConnectionId = z.infer<typeof ConnectionId>

/** A legal id made from a name, lowercase because Graph does not say how it compares case; unlike any of `taken`. */
export function proposeConnectionId(name: string, taken: readonly string[] = []): string {
  const base = corrected(latin(name.toLowerCase()))
  const used = new Set(taken.map((id) => id.toLowerCase()))
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base.slice(0, 32 - `${number}`.length)}${number}`
    if (!used.has(id)) return id
  }
}

function corrected(text: string): string {
  let id = text.toLowerCase().replace(/[^a-z0-9]/g, '')
  while (id.startsWith('microsoft')) id = id.slice('microsoft'.length)
  id = id.slice(0, 32)
  return id.length < 3 || reserved.has(id) ? `${id}connector` : id
}

const letters: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ŧ: 't' },
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' },
  ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm' },
  ...{
    ν: 'n',
    ξ: 'x',
    ο: 'o',
    π: 'p',
    ρ: 'r',
    σ: 's',
    ς: 's',
    τ: 't',
    υ: 'y',
    φ: 'f',
    χ: 'ch',
    ψ: 'ps',
    ω: 'o',
  },
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
    м: 'm',
  },
  ...{ н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh' },
  ...{ щ: 'shch', ы: 'y', э: 'e', ю: 'yu', я: 'ya', ё: 'yo', і: 'i', ї: 'yi', є: 'ye', ґ: 'g' },
}

const spelled = (text: string) => Array.from(text, (letter) => letters[letter] ?? letter).join('')

/** Spells letters once as they are ('ü' → 'ue') and once without their accents ('ż' → 'z'). */
const latin = (text: string) =>
  spelled(spelled(text.normalize('NFC')).normalize('NFKD').replace(/\p{M}/gu, ''))
