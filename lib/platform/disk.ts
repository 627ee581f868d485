import { statfs } from 'node:fs/promises'
import { AppError } from './errors'

/** With less than this, the database may stop at any write: two segments of its log. */
export const fullBytes = 32_000_000

/** The disk of the data folder. `low`: less than the reserve is left; `full`: the database may stop at any write. */
export interface Disk {
  folder: string
  freeBytes: number
  reserveBytes: number
  state: 'ok' | 'low' | 'full'
}

export async function diskOf(folder: string, reserveBytes: number): Promise<Disk> {
  const { bavail, bsize } = await statfs(folder)
  const freeBytes = bavail * bsize
  const state =
    freeBytes >= reserveBytes ? 'ok' : freeBytes < Math.min(fullBytes, reserveBytes) ? 'full' : 'low'
  return { folder, freeBytes, reserveBytes, state }
}

const megabytes = (bytes: number) => `${Math.floor(bytes / 1e6)} MB`

/** What an admin should know and do about a disk that is low. */
export const diskWords = ({ folder, freeBytes, reserveBytes }: Disk): string =>
  `The disk of the data folder ${folder} has ${megabytes(freeBytes)} left. New files and runs wait until it has ${megabytes(reserveBytes)} (DISK_RESERVE_MB): delete something from it, or make it larger.`

/** Throws `unavailable` while a disk is low, so that what is large stops before what is small fails. */
export async function needDisk(folder: string, reserveBytes: number): Promise<void> {
  const disk = await diskOf(folder, reserveBytes)
  if (disk.state !== 'ok') throw new AppError('unavailable', diskWords(disk))
}

/** Of the system, and of Postgres: disk_full. */
const codes = new Set(['ENOSPC', 'EDQUOT', '53100'])

/** Whether something failed because the console has no space left to write to. What has words already is of others. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false
  if ('code' in error && codes.has(String(error.code))) return true
  return /No space left on device|database or disk is full/.test(error.message) || isDiskFull(error.cause)
}

export const diskFull = (cause: unknown) =>
  new AppError(
    'unavailable',
    'The disk of the console is full, so this was not saved. An admin has to make space on it; then try again. What was saved before is kept.',
    { cause },
  )
