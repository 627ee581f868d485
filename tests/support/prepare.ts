import { preparedFolder } from './console'
import { startConsole } from './start-console'

/** Starts a console once on an empty folder. Each test copies what that leaves, instead of making every table anew. */
export default async function prepare() {
  const first = await startConsole()
  await first.stop()
  process.env[preparedFolder] = first.folder
  return () => first.close()
}
