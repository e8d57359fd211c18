import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readCertificate } from '#core/certificates/certificate'
import { createPki, type Issued, issueAuthority, issueUnder, type LeafSpec } from '#seeds/pki'

/** What a path answers instead of what stands behind it. */
type Answer = (body: Buffer) => Promise<Uint8Array | { status?: number; type?: string; body: string | Uint8Array }>

/**
 * A whole public key infrastructure on this computer: root, policy authority, issuing authority, time-stamping authority,
 * OCSP responder, their lists; OpenSSL answers, a small HTTP server stands before it. It keeps real time, as OpenSSL does.
 */
export type TrustServicesForTest = {
  url: (path: string) => string
  root: Issued
  policy: Issued
  issuing: Issued
  /** Every leaf is known to responder and list, unless `unlisted`. */
  issue: (spec: Partial<LeafSpec> & { serial: number; unlisted?: boolean }) => Promise<Issued>
  revoke: (serial: number) => void
  /** Replaces what a path answers; `undefined` lets the real service answer again. */
  answer: (path: string, answer: Answer | undefined) => void
  /** How often each path was called. */
  calls: Map<string, number>
  /** Real answers, for tests that change them. */
  stamp: (query: Uint8Array) => Promise<Buffer>
  respond: (query: Uint8Array, signer?: 'responder' | 'stranger') => Promise<Buffer>
  close: () => Promise<void>
}

const run = promisify(execFile)
const DAY_MS = 86_400_000
const KNOWN_POLICY = '1.2.3.4.1'

export async function startTrustServices(): Promise<TrustServicesForTest> {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-pki-'))
  const handlers = new Map<string, Answer>()
  const instead = new Map<string, Answer>()
  const calls = new Map<string, number>()
  const server = createServer((request, response) => {
    void handle(request, response, { handlers, instead, calls })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = (path: string) => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${path}`
  const authorities = await makeAuthorities(url)
  const index = new Map<number, { revoked: boolean }>()
  const openssl = await opensslServices(folder, authorities, index)

  handlers.set('/tsa', openssl.stamp)
  handlers.set('/ocsp', (query) => openssl.respond(query))
  for (const name of ['root', 'policy', 'issuing'] as const) {
    handlers.set(`/${name}.cer`, () => Promise.resolve(authorities[name].certificate))
    handlers.set(`/${name}.crl`, () => openssl.list(name))
  }
  const services = { ocsp: url('/ocsp'), issuer: url('/issuing.cer'), crl: url('/issuing.crl') }
  return {
    ...authorities,
    url,
    calls,
    stamp: openssl.stamp,
    respond: openssl.respond,
    issue: async ({ unlisted = false, ...spec }) => {
      if (!unlisted) index.set(spec.serial, { revoked: false })
      const notBefore = new Date(Date.now() - DAY_MS)
      return issueUnder(authorities.issuing, { ...USUAL, notBefore, services, ...spec })
    },
    revoke: (serial) => void index.set(serial, { revoked: true }),
    answer: (path, answer) => {
      if (answer) instead.set(path, answer)
      else instead.delete(path)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const USUAL = { commonName: 'Nguyễn Văn Mẫu', key: 'rsa-2048' } as const

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  at: { handlers: Map<string, Answer>; instead: Map<string, Answer>; calls: Map<string, number> },
): Promise<void> {
  const path = request.url ?? '/'
  at.calls.set(path, (at.calls.get(path) ?? 0) + 1)
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const answer = at.instead.get(path) ?? at.handlers.get(path)
  try {
    const given = (await answer?.(Buffer.concat(parts))) ?? { status: 404, body: 'not here' }
    const whole = given instanceof Uint8Array ? { body: given } : given
    response.writeHead(whole.status ?? 200, { 'content-type': whole.type ?? 'application/octet-stream' })
    response.end(whole.body)
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
}

type Authorities = Record<'root' | 'policy' | 'issuing' | 'tsa' | 'responder' | 'stranger', Issued>

async function makeAuthorities(url: (path: string) => string): Promise<Authorities> {
  const { root } = await createPki({ tiers: 3 })
  const notBefore = new Date(Date.now() - DAY_MS)
  const under = (name: string) => ({ issuer: url(`/${name}.cer`), crl: url(`/${name}.crl`) })
  const policy = await issueAuthority(root, {
    ...{ serial: 11, commonName: 'CA chính sách mô phỏng', pathLength: 1, services: under('root') },
  })
  const issuing = await issueAuthority(policy, {
    ...{ serial: 12, commonName: 'CA cấp phát mô phỏng', pathLength: 0, services: under('policy') },
  })
  const leaf = (serial: number, commonName: string, purpose: NonNullable<LeafSpec['purpose']>) =>
    issueUnder(issuing, { serial, commonName, purpose, notBefore, key: 'rsa-2048', services: under('issuing') })
  const strangers = await createPki()
  return {
    root,
    policy,
    issuing,
    tsa: await leaf(21, 'TSA mô phỏng', 'time-stamping'),
    responder: await leaf(22, 'OCSP mô phỏng', 'ocsp-signing'),
    stranger: await strangers.issue({
      ...{ serial: 22, commonName: 'OCSP mô phỏng', purpose: 'ocsp-signing', notBefore, key: 'rsa-2048' },
    }),
  }
}

const pem = (der: Uint8Array) => new X509Certificate(der).toString()

async function opensslServices(folder: string, authorities: Authorities, index: Map<number, { revoked: boolean }>) {
  const path = (name: string) => join(folder, name)
  for (const [name, { certificate, privateKey }] of Object.entries(authorities)) {
    await writeFile(path(`${name}.pem`), pem(certificate))
    await writeFile(path(`${name}.key`), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  }
  const chain = [authorities.issuing, authorities.policy].map(({ certificate }) => pem(certificate))
  await writeFile(path('tsa-chain.pem'), chain.join('\n'))
  await writeFile(path('tsa.serial'), '01\n')
  await writeFile(path('openssl.cnf'), configuration(folder))
  let count = 0
  const withFiles = async (query: Uint8Array, args: (names: { query: string; answer: string }) => string[]) => {
    const id = String((count += 1))
    const names = { query: path(`query-${id}`), answer: path(`answer-${id}`) }
    await writeFile(names.query, query)
    await run('openssl', args(names), { cwd: folder })
    return readFile(names.answer)
  }
  // OpenSSL reads and writes the serial number of the last token in a file: two at once would break it.
  let before: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = before.then(work, work)
    before = done.catch(() => undefined)
    return done
  }
  return {
    stamp: (query: Uint8Array) =>
      inTurn(() =>
        withFiles(query, (names) => [
          ...['ts', '-reply', '-config', path('openssl.cnf'), '-section', 'tsa'],
          ...['-queryfile', names.query, '-out', names.answer],
        ]),
      ),
    respond: async (query: Uint8Array, signer: 'responder' | 'stranger' = 'responder') => {
      await writeFile(path('issuing.index'), indexText([...index], authorities.issuing))
      return withFiles(query, (names) => [
        ...['ocsp', '-index', path('issuing.index'), '-CA', path('issuing.pem'), '-ndays', '1'],
        ...['-rsigner', path(`${signer}.pem`), '-rkey', path(`${signer}.key`)],
        ...['-reqin', names.query, '-respout', names.answer],
      ])
    },
    list: async (name: 'root' | 'policy' | 'issuing') => {
      const entries = name === 'issuing' ? [...index] : []
      await writeFile(path(`${name}.index`), indexText(entries, authorities[name]))
      const { stdout } = await run('openssl', [
        ...['ca', '-gencrl', '-config', path('openssl.cnf'), '-name', name, '-crldays', '1'],
      ])
      return { body: stdout }
    },
  }
}

/** The database of `openssl ca`: state, end, revocation, serial number, file, subject. */
function indexText(entries: readonly (readonly [number, { revoked: boolean }])[], issuer: Issued): string {
  const time = (date: Date) => `${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`
  const end = time(readCertificate(issuer.certificate).notAfter)
  const since = `${time(new Date(Date.now() - 3_600_000))},keyCompromise`
  return entries
    .map(([serial, { revoked }]) => {
      const hex = serial.toString(16).toUpperCase()
      const state = revoked ? ['R', end, since] : ['V', end, '']
      return `${[...state, hex.padStart(hex.length + (hex.length % 2), '0'), 'unknown', `/CN=${String(serial)}`].join('\t')}\n`
    })
    .join('')
}

const configuration = (folder: string): string => `
[ tsa ]
serial = ${folder}/tsa.serial
crypto_device = builtin
signer_cert = ${folder}/tsa.pem
certs = ${folder}/tsa-chain.pem
signer_key = ${folder}/tsa.key
signer_digest = sha256
default_policy = ${KNOWN_POLICY}
digests = sha256, sha384
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
${['root', 'policy', 'issuing']
  .map(
    (name) => `
[ ${name} ]
database = ${folder}/${name}.index
certificate = ${folder}/${name}.pem
private_key = ${folder}/${name}.key
default_md = sha256
unique_subject = no
`,
  )
  .join('')}`
