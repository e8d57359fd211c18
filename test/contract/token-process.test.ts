import { describe, expect, test } from 'vitest'
import { utilityTokenProcess } from '#main/electron/token-process'
import { fakeElectron } from '#test/support/electron-fake'

function started() {
  const { parts, recorded, children } = fakeElectron()
  const killed: number[] = []
  const process = utilityTokenProcess(parts, (pid) => killed.push(pid))('/app/out/main/token-process.js')()
  const [child] = children
  if (!child) throw new Error('no utility process was started')
  return { process, child, recorded, killed }
}

describe('the process of a token’s driver on the desktop', () => {
  test('is a utility process without arguments whose output is thrown away, and may load vendors’ libraries', () => {
    const { recorded } = started()
    expect(recorded.forked).toEqual([
      [
        '/app/out/main/token-process.js',
        [],
        { stdio: 'ignore', serviceName: 'Văn Thư: token', allowLoadingUnsignedLibraries: true },
      ],
    ])
  })

  test('carries messages both ways, and tells once that it ended', () => {
    const { process, child } = started()
    const [heard, ends]: [unknown[], string[]] = [[], []]
    process.onMessage((message) => heard.push(message))
    process.onExit((how) => ends.push(how))
    process.send({ id: 1 })
    child.emit('message', { id: 1, ok: true })
    child.emit('exit', 11)
    child.emit('exit', 11)
    expect(child.sent).toEqual([{ id: 1 }])
    expect(heard).toEqual([{ id: 1, ok: true }])
    expect(ends).toEqual(['exit 11'])
  })

  test('is asked to end with a message, and killed by its number where it does not hear', () => {
    const { process, child, killed } = started()
    process.end()
    expect(child.sent).toEqual(['end'])
    process.kill()
    expect(killed).toEqual([4711])
    child.pid = undefined
    process.kill()
    expect(child.kills).toBe(1)
  })
})
