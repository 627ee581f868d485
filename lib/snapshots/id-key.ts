import { hash } from 'node:crypto'

export const keyBytes = 8

/** 64 bits of an item id's hash. That two ids share them is out of the question even among millions. */
export const idKey = (itemId: string): Buffer => hash('sha1', itemId, 'buffer').subarray(0, keyBytes)

/** Stands for a record whose id cannot be told. */
export const noKey = Buffer.alloc(keyBytes)
