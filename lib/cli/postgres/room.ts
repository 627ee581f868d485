import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '../../db/lock'
import { diskOf, fullBytes } from '../../platform/disk'

const lookMs = 1_000
const needed = `${Math.ceil(fullBytes / 1e6)} MB`

/** Throws a line for the terminal when the disk has no room for a database to start. */
export async function needRoomToStart(folder: string): Promise<void> {
  if ((await freeIn(folder)) >= fullBytes) return
  throw new DatabaseError(
    `The disk of the data folder ${folder} is full: the database needs ${needed} to start. Make space on it, and start again.`,
  )
}

/** Waits until a database that has died of a full disk can start again, and answers whether it had to wait. */
export async function untilRoom(folder: string, say: (line: string) => void): Promise<boolean> {
  if ((await freeIn(folder)) >= fullBytes) return false
  say(
    `The disk of the data folder ${folder} is full. The database goes on by itself when ${needed} are free; what was saved is kept.`,
  )
  while ((await freeIn(folder)) < fullBytes) await sleep(lookMs)
  say('There is space on the disk again: the database goes on.')
  return true
}

const freeIn = async (folder: string) => (await diskOf(folder, fullBytes)).freeBytes
