import { existsSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { CONTENT_SECURITY_POLICY } from '#main/api/page-headers'
import { makeWayIn } from '#main/cli/way-in'
import { launchChromium } from '#test/support/chromium'
import { aPdf } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { enterDoor, openDoor, runtimeForTest } from '#test/support/doors'

type Raw = { status: number; headers: NodeJS.Dict<string | string[]>; body: string }

/** A request exactly as written: fetch would correct the host, the path and the length. */
function raw(
  origin: string,
  {
    method = 'GET',
    path = '/',
    headers = {},
    body = '',
  }: { method?: string; path?: string; headers?: Record<string, string>; body?: string },
): Promise<Raw> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, setHost: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => (text += part))
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const STATUS = { method: 'POST', path: '/rpc/office/setup/status', body: '{}' }
const json = { 'content-type': 'application/json' }

async function open() {
  const core = await runtimeForTest('office')
  const door = await openDoor(core)
  const browser = await enterDoor(door)
  const host = new URL(door.origin).host
  const own = { host, origin: door.origin, cookie: browser.cookie }
  return { core, door, browser, host, own }
}

describe('who may come in', () => {
  test('the printed address lets in one browser, once', async () => {
    const { door } = await open()
    const again = await fetch(door.enter, { redirect: 'manual' })
    expect(again.status).toBe(401)
    expect(again.headers.getSetCookie()).toEqual([])
  })

  test('the cookie is for this host only, unseen by scripts and by other sites', async () => {
    const door = await openDoor(await runtimeForTest('office'))
    const answer = await fetch(door.enter, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
    expect(answer.headers.getSetCookie()[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  test('a browser that a page of its own machine led here comes in, by a file that only its user reads', async () => {
    const core = await runtimeForTest('office')
    const door = await openDoor(core)
    const wayIn = makeWayIn(core.folder, door.enter)
    expect(statSync(new URL(wayIn.url)).mode & 0o777).toBe(0o600)
    expect(wayIn.url).not.toContain(door.enter.split('/').at(-1))
    const browser = await launchChromium()
    onTestFinished(() => browser.close())
    const page = await browser.newPage()
    await page.goto(wayIn.url)
    await page.waitForURL(`${door.origin}/`)
    // The page itself; who is turned away reads a heading.
    expect(await page.locator('h1').count()).toBe(0)
    expect((await page.reload())?.status()).toBe(200)
    wayIn.remove()
    expect(existsSync(new URL(wayIn.url))).toBe(false)
  })

  test.each(['', 'x', 'a'.repeat(43)])('the token “%s” opens nothing', async (token) => {
    const door = await openDoor(await runtimeForTest('office'))
    const answer = await fetch(`${door.origin}/enter/${token}`, { redirect: 'manual' })
    expect([400, 401, 404]).toContain(answer.status)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test.each([STATUS, { path: '/' }, { path: '/assets/index-abc.js' }, { path: `/files/${'a'.repeat(64)}` }])(
    'without the cookie $path is refused',
    async (asked) => {
      const { door, host } = await open()
      const answer = await raw(door.origin, { ...asked, headers: { ...json, host, origin: door.origin } })
      expect(answer.status).toBe(401)
    },
  )

  test('what answers here listens on 127.0.0.1 and nowhere else', async () => {
    const { door } = await open()
    expect(new URL(door.origin).hostname).toBe('127.0.0.1')
    const { port } = new URL(door.origin)
    await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow()
  })
})

describe('other sites and other names', () => {
  test.each(['localhost', 'evil.example', '127.0.0.1:1', '127.0.0.1.evil.example'])(
    'a request for host %s is refused: a rebound name is not ours',
    async (host) => {
      const { door, own } = await open()
      expect((await raw(door.origin, { ...STATUS, headers: { ...json, ...own, host } })).status).toBe(403)
      expect((await raw(door.origin, { headers: { cookie: own.cookie, host } })).status).toBe(403)
    },
  )

  test.each(['null', 'http://evil.example', 'http://localhost', 'https://127.0.0.1', 'http://127.0.0.1:1'])(
    'a call from origin %s is refused, cookie or not',
    async (origin) => {
      const { door, own } = await open()
      expect((await raw(door.origin, { ...STATUS, headers: { ...json, ...own, origin } })).status).toBe(403)
    },
  )

  test('a call that does not say where it comes from is refused', async () => {
    const { door, host, own } = await open()
    const headers = { ...json, host, cookie: own.cookie }
    expect((await raw(door.origin, { ...STATUS, headers })).status).toBe(403)
  })

  test('another site cannot embed a document', async () => {
    const { door, host, own } = await open()
    const headers = { host, cookie: own.cookie, 'sec-fetch-site': 'cross-site' }
    expect((await raw(door.origin, { path: `/files/${'a'.repeat(64)}`, headers })).status).toBe(403)
  })

  test('the own page is answered', async () => {
    const { door, own } = await open()
    expect((await raw(door.origin, { ...STATUS, headers: { ...json, ...own } })).status).toBe(200)
  })
})

describe('the page', () => {
  test('comes with a policy that lets it load itself and nothing else', async () => {
    const { browser } = await open()
    const answer = await browser.fetch('/')
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toBe(CONTENT_SECURITY_POLICY)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/)
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-eval'/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).toContain('Văn Thư')
  })

  test('its own routes get the page, its assets are cached for good', async () => {
    const { browser } = await open()
    expect((await browser.fetch('/outgoing/d1')).headers.get('content-type')).toContain('text/html')
    const asset = await browser.fetch('/assets/index-abc.js')
    expect(asset.headers.get('content-type')).toContain('text/javascript')
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(asset.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
  })

  test.each([
    '/../register.sqlite',
    '/..%2fregister.sqlite',
    '/%2e%2e/workspace.json',
    '/assets/../../workspace.json',
    '/assets/..%2f..%2fworkspace.json',
    '/..%5cworkspace.json',
    '//etc/hosts.json',
    '/assets/%00.js',
    '/%E0%A4%A.js',
    '/register.sqlite',
  ])('the path %s reads nothing outside the page’s folder', async (path) => {
    const { door, own } = await open()
    const answer = await raw(door.origin, { path, headers: { host: own.host, cookie: own.cookie } })
    expect([400, 404]).toContain(answer.status)
    expect(answer.body).not.toContain('UBND')
  })
})

describe('files', () => {
  const upload = (body: string | Uint8Array<ArrayBuffer>, type = 'application/pdf'): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': type },
    body,
  })

  async function working() {
    const world = await open()
    await world.browser.client.office.session.open({ personId: PEOPLE.staff.id })
    return world
  }

  test('what was uploaded is read back, whole or by range', async () => {
    const { browser } = await working()
    const pdf = aPdf()
    const staged = await browser.fetch('/files', upload(new Uint8Array(pdf)))
    expect(staged.status).toBe(201)
    const { sha256, size } = (await staged.json()) as { sha256: string; size: number }
    expect(size).toBe(pdf.length)

    const whole = await browser.fetch(`/files/${sha256}`)
    expect(whole.headers.get('accept-ranges')).toBe('bytes')
    expect(whole.headers.get('content-type')).toBe('application/pdf')
    expect(Buffer.from(await whole.arrayBuffer()).equals(pdf)).toBe(true)

    const part = await browser.fetch(`/files/${sha256}`, { headers: { range: 'bytes=5-14' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 5-14/${String(size)}`])
    expect(Buffer.from(await part.arrayBuffer()).equals(pdf.subarray(5, 15))).toBe(true)

    const end = await browser.fetch(`/files/${sha256}`, { headers: { range: 'bytes=-6' } })
    expect(Buffer.from(await end.arrayBuffer()).equals(pdf.subarray(-6))).toBe(true)

    const beyond = await browser.fetch(`/files/${sha256}`, { headers: { range: `bytes=${String(size)}-` } })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${String(size)}`])
  })

  test('before somebody says who is working, nothing is taken in and nothing is shown', async () => {
    const { browser } = await open()
    const refused = await browser.fetch('/files', upload(new Uint8Array(aPdf())))
    expect([refused.status, await refused.json()]).toEqual([401, { code: 'sign-in-required', data: {} }])
    expect((await browser.fetch(`/files/${'a'.repeat(64)}`)).status).toBe(401)
  })

  test('a file of somebody else is as if it were not there', async () => {
    const { core, browser } = await working()
    const theirs = await core.office.files.stage(
      (async function* () {
        yield await Promise.resolve(aPdf())
      })(),
    )
    expect((await browser.fetch(`/files/${theirs.sha256}`)).status).toBe(404)
  })

  test.each(['x', '../register.sqlite', '%2e%2e%2fworkspace.json', 'A'.repeat(64)])(
    'the name %s is no file’s',
    async (name) => {
      const { door, own } = await working()
      const headers = { host: own.host, cookie: own.cookie }
      expect([403, 404]).toContain((await raw(door.origin, { path: `/files/${name}`, headers })).status)
    },
  )

  test.each([
    ['not-a-pdf', 'Kính gửi: các đơn vị trực thuộc. '.repeat(100)],
    ['pdf-empty', ''],
  ])('%s is refused in words, and nothing is kept', async (code, body) => {
    const { browser } = await working()
    const answer = await browser.fetch('/files', upload(body))
    expect(await answer.json()).toMatchObject({ code })
  })

  test('a file of 2 GiB is refused by its length, before a byte is read', async () => {
    const { door, own } = await working()
    const headers = {
      ...own,
      'content-type': 'application/pdf',
      'content-length': String(2 ** 31),
      expect: '100-continue',
    }
    const answer = await raw(door.origin, { method: 'POST', path: '/files', headers })
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([413, { code: 'file-too-large' }])
  })

  test('anything but a PDF’s type is refused', async () => {
    const { browser } = await working()
    expect((await browser.fetch('/files', upload('{}', 'text/html'))).status).toBe(415)
  })

  test('a call larger than the largest procedure needs is refused', async () => {
    const { browser } = await working()
    const body = JSON.stringify({ json: { q: 'x'.repeat(5_000_000) } })
    const answer = await browser.fetch('/rpc/office/documents/list', { method: 'POST', headers: json, body })
    expect(answer.status).toBe(413)
  })
})

test('a browser works as the person it chose, and as nobody after that', async () => {
  const { browser } = await open()
  expect(await browser.client.office.session.me()).toBeNull()
  await browser.client.office.session.open({ personId: PEOPLE.clerk.id })
  expect((await browser.client.office.session.me())?.person.id).toBe(PEOPLE.clerk.id)
  await browser.client.office.session.close()
  expect(await browser.client.office.session.me()).toBeNull()
})
