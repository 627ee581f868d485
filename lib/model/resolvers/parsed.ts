import { type AST, RegExpParser, RegExpSyntaxError } from '@eslint-community/regexpp'

export type { AST }

const parser = new RegExpParser({ ecmaVersion: 2025 })

export type Parsed = { pattern: AST.Pattern } | { message: string; index: number }

/** The pattern as a tree, or why and where it is none. Heavy: for the worker, not for the page. */
export function parsePattern(pattern: string): Parsed {
  try {
    return { pattern: parser.parsePattern(pattern, 0, pattern.length, { unicode: false }) }
  } catch (error) {
    if (!(error instanceof RegExpSyntaxError)) throw error
    return {
      message: error.message.replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, ''),
      index: error.index,
    }
  }
}

/** Every node of a tree, parents before children; a class is one node, with nothing inside. */
export function* nodesOf(node: AST.Node): Generator<AST.Node> {
  yield node
  for (const child of childrenOf(node)) yield* nodesOf(child)
}

function childrenOf(node: AST.Node): readonly AST.Node[] {
  if ('alternatives' in node) return node.alternatives
  if (node.type === 'Quantifier') return [node.element]
  if (node.type === 'Alternative') return node.elements
  return []
}
