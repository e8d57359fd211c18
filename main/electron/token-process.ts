import type { UtilityProcess } from 'electron'
import type { ElectronParts } from './parts.ts'

/** What the product asks of a process that serves tokens; in plain Node the same is a forked process. */
type TokenProcess = {
  send: (message: unknown) => void
  onMessage: (listen: (message: unknown) => void) => void
  onExit: (listen: (how: string) => void) => void
  end: () => void
  kill: () => void
}

/** What `main/token-process.ts` takes as the wish that it ends. */
const END_MESSAGE = 'end'

/**
 * A utility process for a token's driver: a Node process without window, sandboxed from ours. What the driver prints is
 * thrown away. Vendors' libraries are signed by vendors, which macOS refuses to load unless it is told.
 */
export function utilityTokenProcess(
  { utilityProcess }: Pick<ElectronParts, 'utilityProcess'>,
  endProcess: (pid: number) => void = (pid) => void process.kill(pid, 'SIGKILL'),
): (entry: string) => () => TokenProcess {
  return (entry) => () => {
    const child: UtilityProcess = utilityProcess.fork(entry, [], {
      stdio: 'ignore',
      serviceName: 'Văn Thư: token',
      allowLoadingUnsignedLibraries: true,
    })
    return {
      send: (message) => {
        child.postMessage(message)
      },
      onMessage: (listen) => void child.on('message', listen),
      onExit: (listen) => void child.once('exit', (code) => listen(`exit ${code}`)),
      end: () => {
        child.postMessage(END_MESSAGE)
      },
      // Its own `kill` asks politely, which a driver that hangs does not hear.
      kill: () => {
        if (child.pid === undefined) child.kill()
        else endProcess(child.pid)
      },
    }
  }
}
