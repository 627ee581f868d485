/** A regular expression as it stands in the code. */
export interface Pattern {
  path: string
  source: string
  flags: string
}

/** After these a slash begins a regular expression, and not a division. */
const before = /[(,=:[!&|?{};+>]$|\b(?:return|of|in|case)$/

/** The regular expressions of a file. A scanner of its own: it has to know strings and comments, and nothing more. */
export function patternsOf({ path, text }: { path: string; text: string }): Pattern[] {
  const found: Pattern[] = []
  let code = ''
  for (let at = 0; at < text.length; ) {
    const two = text.slice(at, at + 2)
    const one = text[at] ?? ''
    if (two === '//') at = endOf(text, '\n', at)
    else if (two === '/*') at = endOf(text, '*/', at)
    else if (one === "'" || one === '"' || one === '`') {
      at = endOfString(text, at)
      code += 'x'
    } else if (one === '/' && before.test(code.slice(-10).trimEnd())) {
      const end = endOfPattern(text, at)
      const [flags = ''] = /^[a-z]*/.exec(text.slice(end)) ?? []
      found.push({ path, source: text.slice(at + 1, end - 1), flags })
      at = end + flags.length
      code += 'x'
    } else {
      code += one
      at += 1
    }
  }
  return found
}

function endOf(text: string, mark: string, from: number) {
  const at = text.indexOf(mark, from + 2)
  return at < 0 ? text.length : at + mark.length
}

function endOfString(text: string, from: number) {
  const mark = text[from]
  let at = from + 1
  while (at < text.length && text[at] !== mark) at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function endOfPattern(text: string, from: number) {
  let inClass = false
  let at = from + 1
  for (; at < text.length && (inClass || text[at] !== '/'); at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '[') inClass = true
    else if (text[at] === ']') inClass = false
  }
  return at + 1
}
