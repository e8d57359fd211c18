import { PORT_REQUEST } from '#contract/wire'

/** Asks the shell for a line to the core: one end is posted to the own window, where the preload takes it. */
export function requestPort(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  window.postMessage(PORT_REQUEST, window.origin, [port2])
  port1.start()
  return port1
}
