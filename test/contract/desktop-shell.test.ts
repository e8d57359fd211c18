import type { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { AppError } from '#contract'
import { runShell } from '#main/electron/shell'
import { fakeElectron } from '#test/support/electron-fake'
import { HOSTILE, navigation, preferences, started } from '#test/support/shell'

describe('the desktop app', () => {
  test('a second start opens nothing and shows the first one’s window', async () => {
    const second = await started({ isFirst: false })
    expect([second.recorded.windows, second.recorded.quits]).toEqual([[], 1])
    const first = await started()
    first.app.emit('second-instance')
    expect((first.window() as EventEmitter & { focused: number }).focused).toBe(1)
  })

  test('quitting closes the register once, and then ends', async () => {
    const electron = await started()
    const [once, twice] = [navigation(''), navigation('')]
    electron.app.emit('before-quit', once)
    electron.app.emit('before-quit', twice)
    expect([once.refused, twice.refused]).toEqual([true, true])
    await expect.poll(() => electron.recorded.exits).toEqual([0])
    expect(electron.closedCount()).toBe(1)
  })

  test.each(['lock-screen', 'suspend'])('on %s open keys are wiped', async (moment) => {
    const electron = await started()
    let wiped = 0
    electron.core.runtime.device.keySessions.closeAll = () => void (wiped += 1)
    electron.power.emit(moment)
    expect(wiped).toBe(1)
  })

  test('a workspace that is in use is explained in both languages, and no window opens', async () => {
    const electron = fakeElectron()
    await runShell(electron.parts, {
      openCore: () => Promise.reject(new AppError('workspace-in-use')),
      openWindowStore: () => ({ get: () => undefined, set: () => undefined }),
      preload: '',
      pageFolder: '',
    })
    expect(electron.recorded.errorBoxes[0]).toMatch(/đang dùng không gian làm việc[\s\S]*using this workspace/)
    expect([electron.recorded.windows, electron.recorded.exits]).toEqual([[], [1]])
  })

  test.each([
    ['stay', 0, false],
    ['leave', 1, true],
  ])('closing over something typed asks, and the answer "%s" counts', async (_name, answer, closes) => {
    const electron = await started({ answer })
    const event = navigation('')
    electron.newContents().emit('will-prevent-unload', event)
    expect(electron.recorded.questions).toEqual(['Bỏ văn bản đang nhập?'])
    expect(event.refused).toBe(closes)
  })

  test('developer tools are in a checkout only', async () => {
    expect(preferences(await started({ isPackaged: true }))).toMatchObject({ devTools: false })
  })

  test('only what our page made itself and the office’s files may be downloaded', async () => {
    const electron = await started()
    const outcome = (address: string) => {
      const event = navigation(address)
      electron.session.emit('will-download', event, { getURL: () => address })
      return event.refused
    }
    expect(outcome('blob:app://vanthu/1')).toBe(false)
    expect(outcome(`app://vanthu/files/${'a'.repeat(64)}`)).toBe(false)
    expect(outcome('app://vanthu/index.html')).toBe(true)
    expect(HOSTILE.filter((address) => !outcome(address))).toEqual([])
  })
})
