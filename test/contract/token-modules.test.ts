import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Sha256 } from '#contract'
import { DEFAULT_SETTINGS } from '#core/people/setup'
import { runtimeOn } from '#main/compose'
import { officeForTest } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { overPort } from '#test/support/doors'

/** A file that this system would load: it is none that speaks PKCS#11, and says so only once it is loaded. */
const LIBRARY = process.execPath
const digest = () => createHash('sha256').update(readFileSync(LIBRARY)).digest('hex') as Sha256
const OTHER = 'ab'.repeat(32) as Sha256

async function officeBehind(door: 'loopback' | 'server', tokenModules?: string[]) {
  const core = await officeForTest()
  await core.office.settings.change((present) => ({
    ...DEFAULT_SETTINGS,
    ...{ officeName: 'UBND', demo: false, trustAnchors: [] },
    ...present,
    ...(tokenModules ? { tokenModules } : {}),
  }))
  const started: string[] = []
  const startTokenProcess = (entry: string) => (): never => {
    started.push(entry)
    throw new Error('loaded')
  }
  const runtime = runtimeOn(core.office, { door, workspace: core.folder, startTokenProcess })
  onTestFinished(() => runtime.device.tokens.close())
  const client = overPort(runtime)
  const { tokens } = client.device
  return { started, tokens, as: (who: keyof typeof PEOPLE) => client.office.session.open({ personId: PEOPLE[who].id }) }
}

describe('token software on an office server', () => {
  test('is added, looked at and removed by an admin only', async () => {
    const { as, tokens, started } = await officeBehind('server', [LIBRARY])
    for (const who of ['clerk', 'official', 'staff'] as const) {
      await as(who)
      const calls = [
        () => tokens.inspectModule({ path: LIBRARY }),
        () => tokens.addModule({ path: LIBRARY, sha256: digest() }),
        () => tokens.removeModule({ path: LIBRARY }),
      ]
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(started).toEqual([])
  })

  test('is loaded from the server’s own list only, which is what is offered', async () => {
    const { as, tokens, started } = await officeBehind('server')
    await as('admin')
    expect((await tokens.list()).offered).toEqual([])
    const refused = { code: 'token-module-not-listed' }
    await expect(tokens.inspectModule({ path: LIBRARY })).rejects.toMatchObject(refused)
    await expect(tokens.addModule({ path: LIBRARY, sha256: digest() })).rejects.toMatchObject(refused)
    expect(started).toEqual([])
    const listed = await officeBehind('server', [LIBRARY])
    await listed.as('admin')
    expect((await listed.tokens.list()).offered).toMatchObject([{ path: LIBRARY }])
    expect(await listed.tokens.inspectModule({ path: LIBRARY })).toMatchObject({ path: LIBRARY, sha256: digest() })
  })
})

describe.each(['loopback', 'server'] as const)('token software behind the door "%s"', (door) => {
  test('is loaded only with the digest that was confirmed', async () => {
    const { as, tokens, started } = await officeBehind(door, [LIBRARY])
    await as('admin')
    for (const sha256 of [undefined, OTHER]) {
      const added = tokens.addModule({ path: LIBRARY, ...(sha256 ? { sha256 } : {}) })
      await expect(added).rejects.toMatchObject({ code: 'token-module-not-confirmed' })
    }
    expect(started).toEqual([])
    await expect(tokens.addModule({ path: LIBRARY, sha256: digest() })).rejects.toThrow()
    expect(started).toHaveLength(1)
  })
})

test('on a workstation whoever works there adds it', async () => {
  const { as, tokens } = await officeBehind('loopback')
  await as('official')
  expect(await tokens.inspectModule({ path: LIBRARY })).toMatchObject({ sha256: digest() })
})
