import { expect, test } from 'vitest'
import { AppError } from '#contract'
import { createTrustPorts } from '#core/levels/trust-ports'
import type { TrustServiceCall, TrustServices } from '#core/ports'
import { createValidationServices } from '#core/revocation/validation-services'
import { day, listsAt, pastScene } from '#test/support/past-scene'

const NOW = day('2024-07-01')

/** Services that have what stands at an address, and count who asks for it. */
function services(at: Record<string, Uint8Array>): TrustServices & { calls: TrustServiceCall[] } {
  const calls: TrustServiceCall[] = []
  return {
    calls,
    call: (call) => {
      calls.push(call)
      const found = at[call.url]
      return found
        ? Promise.resolve(found)
        : Promise.reject(new AppError('service-unreachable', { host: 'example', status: null }))
    },
  }
}

test('answers are fetched once and kept; the issuer’s certificate too', async () => {
  const { ca, signer } = await pastScene()
  const [list = new Uint8Array()] = await listsAt(NOW)
  const world = services({ 'http://crl.example/ca.crl': list, 'http://crl.example/ca.cer': ca.certificate })
  const outside = createValidationServices({ services: world, clock: { now: () => NOW } })

  const first = await outside.evidence(signer.certificate, ca.certificate)
  const second = await outside.evidence(signer.certificate, ca.certificate)
  expect(first).toMatchObject({ answers: [{ kind: 'crl', kept: false }], problems: [] })
  expect(second).toMatchObject({ answers: [{ kind: 'crl', kept: true }], problems: [] })
  expect(world.calls.filter(({ kind }) => kind === 'crl')).toHaveLength(1)

  for (const _time of [1, 2])
    expect(await outside.issuers(signer.certificate)).toEqual([Uint8Array.from(ca.certificate)])
  expect(world.calls.filter(({ kind }) => kind === 'certificate')).toHaveLength(1)
})

test('what somebody who waits has heard, the checks in the background know too', async () => {
  const { ca, signer } = await pastScene()
  const [list = new Uint8Array()] = await listsAt(NOW)
  const world = services({ 'http://crl.example/ca.crl': list })
  const { quick, patient } = createTrustPorts({ quick: world, patient: world, clock: { now: () => NOW } })
  await quick.validation.evidence(signer.certificate, ca.certificate)
  const { answers } = await patient.validation.evidence(signer.certificate, ca.certificate)
  expect(answers).toMatchObject([{ kind: 'crl', kept: true }])
})

test('services that do not answer are left alone for a minute, and say why', async () => {
  const { ca, signer } = await pastScene()
  const world = services({})
  let now = NOW
  const outside = createValidationServices({ services: world, clock: { now: () => now } })
  const nothing = { answers: [], problems: ['service-unreachable', 'service-unreachable'] }

  expect(await outside.evidence(signer.certificate, ca.certificate)).toEqual(nothing)
  expect(await outside.evidence(signer.certificate, ca.certificate)).toEqual(nothing)
  expect(await outside.issuers(signer.certificate)).toEqual([])
  expect(world.calls).toHaveLength(3)
  now = new Date(NOW.getTime() + 61_000)
  await outside.evidence(signer.certificate, ca.certificate)
  expect(world.calls).toHaveLength(5)
})
