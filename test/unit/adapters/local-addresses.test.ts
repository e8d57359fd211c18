import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { callOverHttp, createAgents } from '#main/adapters/net/http-call'
import { isLocalAddress, isLocalNumber } from '#main/adapters/net/local-addresses'
import { createTrustServices } from '#main/adapters/net/trust-services'

async function serverWith(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

describe('an address', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
  ])('%s leads inside', (address) => {
    expect(isLocalAddress(address)).toBe(true)
  })

  test.each(['1.1.1.1', '172.32.0.1', '192.167.1.1', '2606:4700::1111', '::ffff:1.1.1.1'])(
    '%s leads outside',
    (address) => {
      expect(isLocalAddress(address)).toBe(false)
    },
  )

  test.each(['127.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:7f00:1]'])(
    '%s leads inside however written',
    (host) => {
      expect(isLocalNumber(`http://${host}/crl`)).toBe(true)
    },
  )
})

describe('the trust services', () => {
  test('that a certificate names are not asked inside, unless the host was named; a time-stamping authority is', async () => {
    const asked: string[] = []
    const host = await serverWith((request, response) => {
      asked.push(request.url ?? '')
      response.end('ok')
    })
    const call = (kind: 'ocsp' | 'crl' | 'certificate' | 'timestamp', localHosts: 'any' | string[] = []) =>
      createTrustServices({ attempts: 1, localHosts }).call({ kind, url: `http://${host}/${kind}` })
    for (const kind of ['ocsp', 'crl', 'certificate'] as const) {
      await expect(call(kind)).rejects.toMatchObject({ code: 'service-unreachable', details: { host } })
      await expect(call(kind, ['127.0.0.1:1'])).rejects.toMatchObject({ code: 'service-unreachable' })
    }
    expect(asked).toEqual([])
    await call('timestamp')
    await call('crl', [host])
    await call('crl', 'any')
    expect(asked).toEqual(['/timestamp', '/crl', '/crl'])
  })

  test('are not followed where they send on', async () => {
    const asked: string[] = []
    const host = await serverWith((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(302, { location: '/elsewhere' }).end('x')
    })
    const services = createTrustServices({ attempts: 3, firstPauseMs: 1, localHosts: [host] })
    const refused = { code: 'service-unreachable', details: { host, status: 302 } }
    await expect(services.call({ kind: 'crl', url: `http://${host}/crl` })).rejects.toMatchObject(refused)
    expect(asked).toEqual(['/crl'])
  })

  test('are not asked on ports of mail and other conversations', async () => {
    const services = createTrustServices({ attempts: 1, localHosts: 'any' })
    await expect(services.call({ kind: 'crl', url: 'http://127.0.0.1:25/crl' })).rejects.toMatchObject({
      code: 'service-unreachable',
      details: { host: '127.0.0.1:25', status: null },
    })
  })
})

const LOCAL = { address: '127.0.0.1', family: 4 }
const OUTSIDE = { address: '192.0.2.1', family: 4 }

describe('a name', () => {
  test('is looked up once for each call, and what was found is connected to', async () => {
    const tried: string[] = []
    const resolve = (hostname: string) => {
      tried.push(hostname)
      return Promise.resolve([OUTSIDE])
    }
    const asking = createTrustServices({ attempts: 1, timeoutMs: 300, resolve })
    await expect(asking.call({ kind: 'crl', url: 'http://ca.example/crl' })).rejects.toMatchObject({
      code: 'service-unreachable',
      details: { host: 'ca.example', status: null },
    })
    expect(tried).toEqual(['ca.example'])
  })

  test.each([
    ['its only address', [LOCAL]],
    ['one of its addresses', [OUTSIDE, LOCAL]],
    ['its address in the new form', [{ address: '::ffff:127.0.0.1', family: 6 }]],
  ])('is refused where %s leads inside, whoever is there', async (_name, found) => {
    const asked: string[] = []
    const host = await serverWith((request, response) => {
      asked.push(request.url ?? '')
      response.end('ok')
    })
    const url = `http://ca.example:${host.split(':')[1] ?? ''}/crl`
    const services = createTrustServices({ attempts: 3, firstPauseMs: 1, resolve: () => Promise.resolve(found) })
    await expect(services.call({ kind: 'crl', url })).rejects.toMatchObject({ code: 'service-unreachable' })
    expect(asked).toEqual([])
  })

  test('that answers with another address the second time gets no second question', async () => {
    const asked: string[] = []
    const host = await serverWith((request, response) => {
      asked.push(request.url ?? '')
      response.end('ok')
    })
    let times = 0
    const resolve = () => {
      times += 1
      return Promise.resolve([times === 1 ? OUTSIDE : LOCAL])
    }
    const url = `http://ca.example:${host.split(':')[1] ?? ''}/crl`
    const services = createTrustServices({ attempts: 1, timeoutMs: 300, resolve })
    const refused = { code: 'service-unreachable' }
    await expect(services.call({ kind: 'crl', url })).rejects.toMatchObject(refused)
    expect(times).toBe(1)
    await expect(services.call({ kind: 'crl', url })).rejects.toMatchObject(refused)
    expect(asked).toEqual([])
  })

  test('is asked over another connection where the server closes the one that was kept', async () => {
    const asked = new Map<unknown, number>()
    const host = await serverWith((request, response) => {
      const before = asked.get(request.socket) ?? 0
      asked.set(request.socket, before + 1)
      if (before === 0) response.end('ok')
      else request.socket.destroy()
    })
    const services = createTrustServices({ attempts: 1, timeoutMs: 5000, localHosts: [host] })
    for (const _time of [1, 2]) {
      expect(Buffer.from(await services.call({ kind: 'crl', url: `http://${host}/crl` })).toString()).toBe('ok')
    }
    expect([...asked.values()]).toEqual([2, 1])
  })

  test('stays in what is sent, whatever its address', async () => {
    const heard: (string | undefined)[] = []
    const server = await serverWith((request, response) => {
      heard.push(request.headers.host)
      response.end('ok')
    })
    const port = Number(server.split(':')[1])
    const agents = createAgents((_name, { all }, done) => {
      if (all) done(null, [LOCAL])
      else done(null, LOCAL.address, LOCAL.family)
    })
    const url = `http://ca.example:${port}/crl`
    const answer = await callOverHttp({ url, headers: {}, signal: AbortSignal.timeout(2000), agents })
    expect([answer.status, heard]).toEqual([200, [`ca.example:${port}`]])
    answer.drop()
  })
})
