import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'

export interface SyntaxProblem {
  message: string
  offset: number
  length: number
}

/** The values of a text with their places, or the first thing that keeps it from being JSON. */
export function parseJsonText(text: string): { root: Node } | { problem: SyntaxProblem } {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  if (root && !first) return { root }
  const code = first ? printParseErrorCode(first.error) : 'ValueExpected'
  return { problem: { message: words[code] ?? code, offset: first?.offset ?? 0, length: first?.length || 1 } }
}

/** The line and column of an offset, both counted from 1. */
function positionAt(text: string, offset: number) {
  const lines = text.slice(0, offset).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

// A parser of nested values is itself nested, and no schema comes near this.
const deepest = 200

/** Whether a text can be parsed without running out of stack. */
function isShallow(text: string) {
  let depth = 0
  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[[\]{}]/g)) {
    if (token === '{' || token === '[') depth++
    if (token === '}' || token === ']') depth--
    if (depth > deepest) return false
  }
  return true
}

/** Where a text stops being JSON, as a sentence: `Line 3, column 5: a comma is expected here.` Null if that is not known. */
export function syntaxProblemText(text: string): string | null {
  const parsed = isShallow(text) ? parseJsonText(text) : null
  if (!parsed || 'root' in parsed) return null
  const { line, column } = positionAt(text, parsed.problem.offset)
  return `Line ${line}, column ${column}: ${parsed.problem.message}.`
}

/** The line of the value at a path such as `properties[3].type`, or of what should hold it. Null if the text is no JSON. */
export function lineOfPath(text: string, path: string): number | null {
  const parsed = isShallow(text) ? parseJsonText(text) : null
  if (!parsed || 'problem' in parsed) return null
  const parts = [...path.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part))
  // A bare list stands for the properties.
  if (parsed.root.type === 'array' && parts[0] === 'properties') parts.shift()
  for (let length = parts.length; length >= 0; length--) {
    const node = findNodeAtLocation(parsed.root, parts.slice(0, length))
    if (node) return positionAt(text, node.offset).line
  }
  return null
}

const words: Record<string, string> = {
  InvalidSymbol: 'this word has to stand in double quotes',
  InvalidNumberFormat: 'this number cannot be read',
  PropertyNameExpected: 'a name in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'the text goes on after its end',
  InvalidCommentToken: 'comments are not allowed',
  UnexpectedEndOfComment: 'comments are not allowed',
  UnexpectedEndOfString: 'a text is not closed',
  UnexpectedEndOfNumber: 'this number cannot be read',
  InvalidUnicode: 'this is not a character',
  InvalidEscapeCharacter: 'this is not an escape of JSON',
  InvalidCharacter: 'this character is not allowed here',
}
