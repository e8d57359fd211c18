import { EventEmitter } from 'node:events'
import type { BrowserWindow, IpcMainEvent, MenuItemConstructorOptions, WebContents } from 'electron'
import type { ElectronParts } from '#main/electron/parts'

/** What the shell asked of Electron, in order; the shapes are Electron's own types. */
export type Recorded = {
  schemes: Parameters<ElectronParts['protocol']['registerSchemesAsPrivileged']>[0]
  windows: ConstructorParameters<typeof BrowserWindow>[0][]
  loaded: string[]
  openedOutside: string[]
  errorBoxes: string[]
  questions: string[]
  menus: MenuItemConstructorOptions[][]
  sandboxEnabled: boolean
  quits: number
  exits: (number | undefined)[]
  forked: Parameters<ElectronParts['utilityProcess']['fork']>[]
  ipcChannels: string[]
}

type Session = ElectronParts['session']['defaultSession']
type Handlers = {
  permissionRequest?: Parameters<Session['setPermissionRequestHandler']>[0]
  permissionCheck?: Parameters<Session['setPermissionCheckHandler']>[0]
  devicePermission?: Parameters<Session['setDevicePermissionHandler']>[0]
  displayMedia?: Parameters<Session['setDisplayMediaRequestHandler']>[0]
  beforeRequest?: (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void
  scheme?: (request: Request) => Response | Promise<Response>
  windowOpen?: Parameters<WebContents['setWindowOpenHandler']>[0]
}

export type FakeElectron = {
  parts: ElectronParts
  recorded: Recorded
  handlers: Handlers
  app: EventEmitter
  ipc: EventEmitter
  power: EventEmitter
  session: EventEmitter
  /** A new web contents, as Electron announces every one. */
  newContents: () => EventEmitter
  /** The utility processes, in the order they were started. */
  children: FakeChild[]
  /** The last window. */
  window: () => EventEmitter
}

/** Each object has only what is written here: what the shell asks for beside it fails the test. */
const as = <Part>(object: object): Part => object as Part

/** An Electron that does nothing and remembers everything. */
export function fakeElectron({ isFirst = true, isPackaged = false, answer = 0 } = {}): FakeElectron {
  const recorded: Recorded = {
    ...{ schemes: [], windows: [], loaded: [], openedOutside: [], errorBoxes: [], questions: [] },
    ...{ menus: [], forked: [], sandboxEnabled: false, quits: 0, exits: [], ipcChannels: [] },
  }
  const handlers: Handlers = {}
  const app = new EventEmitter()
  const power = new EventEmitter()
  const ipc = new EventEmitter()
  const { session, parts: sessionPart } = fakeSession(handlers)
  const windows: EventEmitter[] = []
  const children: FakeChild[] = []
  ipc.on('newListener', (channel: string) => recorded.ipcChannels.push(channel))

  const parts: ElectronParts = {
    app: as(
      Object.assign(app, {
        isPackaged,
        enableSandbox: () => (recorded.sandboxEnabled = true),
        exit: (code?: number) => recorded.exits.push(code),
        quit: () => (recorded.quits += 1),
        requestSingleInstanceLock: () => isFirst,
        whenReady: () => Promise.resolve(),
      }),
    ),
    BrowserWindow: as(fakeWindow(recorded, windows)),
    dialog: as({
      showErrorBox: (_title: string, text: string) => recorded.errorBoxes.push(text),
      showMessageBoxSync: ({ message }: { message: string }) => {
        recorded.questions.push(message)
        return answer
      },
    }),
    ipcMain: as(ipc),
    Menu: as({
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (menu: MenuItemConstructorOptions[]) => recorded.menus.push(menu),
    }),
    powerMonitor: as(power),
    protocol: as({
      registerSchemesAsPrivileged: (schemes: Recorded['schemes']) => recorded.schemes.push(...schemes),
      handle: (_scheme: string, handler: NonNullable<Handlers['scheme']>) => (handlers.scheme = handler),
    }),
    screen: as({ getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) }),
    session: as({ defaultSession: sessionPart }),
    shell: as({
      openExternal: async (address: string) => {
        recorded.openedOutside.push(address)
      },
    }),
    utilityProcess: as(fakeUtilityProcess(recorded, children)),
  }
  const newContents = () => {
    const contents = new EventEmitter()
    Object.assign(contents, {
      setWindowOpenHandler: (handler: NonNullable<Handlers['windowOpen']>) => (handlers.windowOpen = handler),
    })
    app.emit('web-contents-created', {}, contents)
    return contents
  }
  return { parts, recorded, handlers, app, ipc, power, session, newContents, children, window: () => lastOf(windows) }
}

/** A utility process: what it was sent, and what it is told to say. */
export type FakeChild = EventEmitter & { pid: number | undefined; sent: unknown[]; kills: number }

function fakeUtilityProcess(recorded: Recorded, children: FakeChild[]) {
  return {
    fork: (...args: Recorded['forked'][number]) => {
      recorded.forked.push(args)
      const child: FakeChild = Object.assign(new EventEmitter(), { pid: 4711, sent: [] as unknown[], kills: 0 })
      Object.assign(child, {
        postMessage: (message: unknown) => child.sent.push(message),
        kill: () => (child.kills += 1),
      })
      children.push(child)
      return child
    },
  }
}

function lastOf(windows: readonly EventEmitter[]): EventEmitter {
  const window = windows.at(-1)
  if (!window) throw new Error('no window was opened')
  return window
}

function fakeSession(handlers: Handlers) {
  const session = new EventEmitter()
  const parts = Object.assign(session, {
    setPermissionRequestHandler: (handler: NonNullable<Handlers['permissionRequest']>) =>
      (handlers.permissionRequest = handler),
    setPermissionCheckHandler: (handler: NonNullable<Handlers['permissionCheck']>) =>
      (handlers.permissionCheck = handler),
    setDevicePermissionHandler: (handler: NonNullable<Handlers['devicePermission']>) =>
      (handlers.devicePermission = handler),
    setDisplayMediaRequestHandler: (handler: NonNullable<Handlers['displayMedia']>) =>
      (handlers.displayMedia = handler),
    webRequest: {
      onBeforeRequest: (handler: NonNullable<Handlers['beforeRequest']>) => (handlers.beforeRequest = handler),
    },
  })
  return { session, parts }
}

function fakeWindow(recorded: Recorded, windows: EventEmitter[]) {
  return class extends EventEmitter {
    focused = 0

    constructor(options: Recorded['windows'][number]) {
      super()
      recorded.windows.push(options)
      windows.push(this)
    }
    async loadURL(address: string): Promise<void> {
      recorded.loaded.push(address)
    }
    show(): void {
      this.emit('fake-shown')
    }
    maximize(): void {
      this.emit('fake-maximized')
    }
    focus(): void {
      this.focused += 1
    }
    isDestroyed(): boolean {
      return false
    }
    isMinimized(): boolean {
      return false
    }
    isMaximized(): boolean {
      return false
    }
    getNormalBounds() {
      return { x: 10, y: 20, width: 1280, height: 800 }
    }
  }
}

/** A message on a channel, from a frame with a port. */
export function ipcMessage(frame: Partial<NonNullable<IpcMainEvent['senderFrame']>> | null, ports: object[]) {
  return { senderFrame: frame, ports } as unknown as IpcMainEvent
}
