/** What Graph documents of a search result template. (docs/graph-contract.md#templates) */
export const templateLimits = { templates: 2, idLength: 16, maxPriority: 2 ** 31 - 1 }

/** Ours: Graph publishes none for these, and a card of a search result is nowhere near them. */
export const inputLimits = { rules: 20, values: 20, valueLength: 256, layoutLength: 100_000 }
