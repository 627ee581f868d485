import type { Settings } from '../settings'
import type { SwitchName } from '../switches/switches'
import type { SourceId } from './sources'

/** Documented by Microsoft or by a standard that it follows, or observed by somebody on the real service. */
type Known = 'documented' | 'observed'

/** What changes a rule: a switch, or a setting of the tenant. */
export type Turn = SwitchName | `setting ${Exclude<keyof Settings, SwitchName>}`

export type Entry = {
  /** An anchor of docs/graph-contract.md: the rule that it follows. */
  contract: string
  sources?: SourceId[]
  /** What proves it, below `tests/emulator`: a file and the names that lead to a test or a group of them. */
  test: string | readonly string[]
}

export type Endpoint = Entry & { standing: Known; text: string }

type Wording = {
  id: string
  text: string
  /** The words of what it refuses, as in the code; … stands for what differs. */
  refuses?: string[]
}

/** A rule of Graph. One that is assumed can be turned. */
export type Rule = Entry &
  Wording &
  ({ standing: Known; switch?: Turn } | { standing: 'assumed'; switch: Turn })

/** A rule of the emulator itself. */
export type OwnRule = Wording & Pick<Entry, 'test'> & { switch?: Turn }
