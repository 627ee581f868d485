import type { Resolver } from './resolver'

export const emptyResolver: Resolver = { baseUrls: [''], urlPattern: '', itemId: '' }

/** The bases that are filled in: an empty field of the editor is no base. */
export const basesOf = ({ baseUrls }: Resolver) => baseUrls.filter((base) => base !== '')
