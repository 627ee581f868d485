/** What splits a cell into the values of a collection, unless the mapping says otherwise. */
export const defaultSeparator = ';'
