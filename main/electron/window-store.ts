import Store from 'electron-store'
import type { WindowState, WindowStore } from './window.ts'

/** The window's state in the app's own folder. */
export function windowStore(): WindowStore {
  const store = new Store<{ window?: WindowState }>({ name: 'window' })
  return {
    get: () => store.get('window'),
    set: (state) => {
      store.set('window', state)
    },
  }
}
