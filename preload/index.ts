import { ipcRenderer } from 'electron'
import { PORT_CHANNEL, PORT_REQUEST } from '#contract/wire'

window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== PORT_REQUEST) return
  ipcRenderer.postMessage(PORT_CHANNEL, null, [...event.ports])
})
