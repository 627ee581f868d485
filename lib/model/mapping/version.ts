/** Rises when a release makes another item of the same record, so that records that have not changed are mapped again. */
export const conversionVersion = 1
