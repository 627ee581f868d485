import type { Graph } from '../graph/client'

/** Remembers Graph's id of the last call that changed something: what Microsoft asks for in a support case. */
export class WriteLog {
  last: string | undefined

  watch = (graph: Graph): Graph => ({
    ...graph,
    call: async (method, ...rest) => {
      const answer = await graph.call(method, ...rest)
      if (method !== 'get') this.last = answer.requestId ?? this.last
      return answer
    },
  })
}

/** For a command that says that it changes the console alone: a call would be made within its transaction. */
export const noGraph = (graph: Graph, command: string): Graph => ({
  ...graph,
  call: () =>
    Promise.reject(new Error(`${command} says that it changes the console alone, and calls Graph.`)),
})
