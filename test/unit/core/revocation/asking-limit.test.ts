import { expect, test } from 'vitest'
import type { ValidationServices } from '#core/ports'
import { withinTime } from '#core/revocation/asking-limit'

const der = new Uint8Array([1])
const SILENT = { answers: [], problems: ['service-unreachable'] }
const never = <T>() => new Promise<T>(() => undefined)

test('services that answer in time are heard', async () => {
  const said = { answers: [{ kind: 'ocsp' as const, der, kept: false }], problems: [] }
  const services = withinTime({ evidence: () => Promise.resolve(said), issuers: () => Promise.resolve([der]) }, 60_000)
  expect(await services.evidence(der, der)).toEqual(said)
  expect(await services.issuers(der)).toEqual([der])
})

test('services that do not answer are waited for once per file, all together; then nobody is asked any more', async () => {
  let asked = 0
  const slow: ValidationServices = {
    evidence: () => {
      asked += 1
      return never()
    },
    issuers: () => {
      asked += 1
      return never()
    },
  }
  const services = withinTime(slow, 30)
  expect(await Promise.all([services.evidence(der, der), services.issuers(der)])).toEqual([SILENT, []])
  expect(asked).toBe(2)
  // A timer may fire a little before its time by the other clock.
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await services.evidence(der, der)).toEqual(SILENT)
  expect(await services.issuers(der)).toEqual([])
  expect(asked).toBe(2)
})
