/** So many characters an expression may have. */
export const longestExpression = 4_000
