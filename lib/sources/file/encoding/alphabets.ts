import iconv from 'iconv-lite'
import type { Encoding } from '../../../model/sync/file-format'

/** The letters beyond ASCII of the languages that are written in an encoding. */
interface Alphabets {
  encoding: Encoding
  languages: readonly string[]
  /** How many such letters may follow each other in a word. */
  run: number
}

const western = [
  'äöüß',
  'àâæçéèêëîïôœùûüÿ',
  'áéíñóúüªº',
  'ãáàâçéêíóôõúü',
  'àèéìíîòóù',
  'éëïóöüáè',
  'æøåéü',
  'åäöéü',
  'åäöšž',
]
const central = ['áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'ąćęłńóśźż', 'áéíóöőúüű', 'čćđšž', 'ăâîşţșț']
const cyrillic = [
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
  'абвгдђежзијклљмнњопрстћуфхцчџш',
]

/** In the order in which they are taken when several fit equally well. */
const candidates: readonly Alphabets[] = [
  { encoding: 'windows-1252', languages: western, run: 2 },
  { encoding: 'windows-1250', languages: central, run: 3 },
  { encoding: 'windows-1254', languages: ['çğıi̇öşüâîû'], run: 2 },
  { encoding: 'windows-1252', languages: ['áðéíóúýþæö'], run: 3 },
  { encoding: 'windows-1251', languages: cyrillic, run: 100 },
  { encoding: 'macintosh', languages: western, run: 2 },
]

const most = 20_000

/** The encoding in which most characters beyond ASCII belong to one language, and how many of them do. */
export function bestSingleByte(bytes: Buffer): { encoding: Encoding; coverage: number } {
  let best: { encoding: Encoding; coverage: number } = { encoding: 'windows-1252', coverage: -1 }
  for (const { encoding, languages, run } of candidates) {
    const text = iconv.decode(bytes.subarray(0, most), encoding)
    const coverage = Math.max(...languages.map((letters) => coverageOf(text, letters, run)))
    if (coverage > best.coverage + 0.01) best = { encoding, coverage }
  }
  return best
}

/** Signs that stand in any text; between two letters only the apostrophe does. */
const signs = /[–—“”„‘’…€«»•·§°©®™\u00a0¡¿£]/

function coverageOf(text: string, letters: string, run: number) {
  let all = 0
  let known = 0
  for (const [word] of text.matchAll(/[^\s!-&(-@[-`{-~]+/g)) {
    if (!/[^\0-\x7f]/.test(word)) continue
    const odd = [...word].filter((character) => character > '\x7f')
    all += odd.length
    if (plausible(word, run))
      known += odd.filter((one) => signs.test(one) || letters.includes(one.toLowerCase())).length
  }
  return all === 0 ? 0 : known / all
}

/** The beginning of a longer one tells as much. */
const longestWord = 100

/** A word is small, capital, or begins with one capital, is of one script, and has signs only around it. */
function plausible(word: string, run: number) {
  const core = word.slice(0, longestWord).replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (/[^\p{L}\p{M}'’]/u.test(core)) return false
  if (/\p{Script=Cyrillic}/u.test(core) && /\p{Script=Latin}/u.test(core)) return false
  const odd = Math.max(0, ...(core.match(/[^\0-\x7f]+/g) ?? []).map((part) => part.length))
  const rest = core.slice(1)
  const cased = rest === rest.toLowerCase() || core === core.toUpperCase()
  return odd <= run && cased
}
