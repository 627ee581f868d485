import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Folders whose tests wait the longest: for a killed worker, a lease, a Graph that is slow. */
const waiting = ['tests/sync/', 'tests/services/schedules/', 'tests/services/alerts/', 'tests/cli/']

/** Starts what waits long before what only computes, so that no long file is left over at the end. */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) =>
      waiting.some((folder) => moduleId.includes(folder)) ? 0 : 1
    return sorted.toSorted((a, b) => rank(a) - rank(b))
  }
}
