import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isLocalAddress, leadsInside } from '#main/adapters/net/local-addresses'
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

  test('leads inside however it is written, and by name', async () => {
    for (const host of ['127.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:7f00:1]', 'localhost']) {
      expect(await leadsInside(`http://${host}/crl`), host).toBe(true)
    }
  })
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
})
