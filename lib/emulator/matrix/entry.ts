import type { SwitchName } from '../switches'
import type { SourceId } from './sources'

/** Documented by Microsoft, observed by somebody on the real service, or assumed. */
export type Standing = 'documented' | 'observed' | 'assumed'

export type Entry = {
  standing: Standing
  /** Section of CONTRACT. */
  contract: string
  sources?: SourceId[]
  /** The test that proves it, below `tests/emulator`: its file and the names that lead to it. */
  test: string
}

export type Endpoint = Entry & { text: string }

export type Rule = Entry & {
  id: string
  text: string
  /** What turns it: a switch, or a setting of the tenant. */
  switch?: SwitchName | `setting ${string}`
  /** Why an assumed rule has no switch. */
  fixed?: string
  /** The words of what it refuses, as in the code; … stands for what differs. */
  refuses?: string[]
}
