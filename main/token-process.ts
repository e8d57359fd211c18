import { serveTokens } from './adapters/keys/pkcs11/serve.ts'

/** The part of Electron's utility process that is used; in a plain Node process it is not there. */
type ParentPort = {
  postMessage: (message: unknown) => void
  on: (event: 'message', listen: (event: { data: unknown }) => void) => void
}

// The entry of the process that has a token's driver loaded: forked by the product, never started by hand.
const { parentPort } = process as { parentPort?: ParentPort }

const END_MESSAGE = 'end'

serveTokens({
  send: (message) => {
    if (parentPort) parentPort.postMessage(message)
    else process.send?.(message)
  },
  onMessage: (listen) => {
    if (parentPort) parentPort.on('message', ({ data }) => data !== END_MESSAGE && listen(data))
    else process.on('message', listen)
  },
  onEnd: (listen) => {
    const end = () => {
      try {
        listen()
      } finally {
        process.exit()
      }
    }
    // Electron's utility process has no line that closes: it is told.
    if (parentPort) parentPort.on('message', ({ data }) => data === END_MESSAGE && end())
    else process.on('disconnect', end)
  },
})
