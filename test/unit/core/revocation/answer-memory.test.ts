import { expect, test } from 'vitest'
import type { FileReport } from '#contract'
import type { VerifyPdf } from '#core/office-ports'
import type { ValidationServices } from '#core/ports'
import { verifyRevision } from '#core/register/verify-revision'
import { printReport } from '#core/reports/print-report'
import { createAnswerMemory } from '#core/revocation/answer-memory'
import { callerFor, officeForTest, stagedPdf, stoppedClock } from '#test/support/core'

const [one, other] = [Uint8Array.of(1), Uint8Array.of(2)]
const SILENT = { answers: [], problems: ['service-unreachable'] }

function counted() {
  const asked: number[] = []
  const services: ValidationServices = {
    evidence: (certificate) => {
      asked.push(certificate[0] ?? 0)
      return Promise.resolve(SILENT)
    },
    issuers: (certificate) => {
      asked.push(-(certificate[0] ?? 0))
      return Promise.resolve([other])
    },
  }
  return { asked, services }
}

test('what was said of a file is its answer again for five minutes; a check made anew asks anew', async () => {
  const clock = stoppedClock('2026-07-01T02:00:00.000Z')
  const memory = createAnswerMemory(clock)
  const { asked, services } = counted()
  const check = async (file: string, isAgain: boolean) => {
    const found = memory.of(file, services, { isAgain })
    expect(await found.evidence(one, other)).toEqual(SILENT)
    expect(await found.issuers(one)).toEqual([other])
    return asked.splice(0)
  }
  expect(await check('a', false)).toEqual([1, -1])
  expect(await check('a', true)).toEqual([])
  expect(await check('b', true)).toEqual([1, -1])
  expect(await check('a', false)).toEqual([1, -1])
  clock.set('2026-07-01T02:05:00.001Z')
  expect(await check('a', true)).toEqual([1, -1])
})

test('what was not asked is asked; of another issuer it is another question', async () => {
  const memory = createAnswerMemory(stoppedClock('2026-07-01T02:00:00.000Z'))
  const { asked, services } = counted()
  await memory.of('a', services, { isAgain: false }).evidence(one, other)
  const again = memory.of('a', services, { isAgain: true })
  await again.evidence(one, other)
  await again.evidence(one, one)
  await again.evidence(other, one)
  expect(asked).toEqual([1, 1, 2])
})

test('what somebody gave up waiting for is asked again', async () => {
  const memory = createAnswerMemory(stoppedClock('2026-07-01T02:00:00.000Z'))
  const { asked, services } = counted()
  const given = { answers: [], problems: ['cancelled'] }
  const cancelled: ValidationServices = { ...services, evidence: () => Promise.resolve(given) }
  expect(await memory.of('a', cancelled, { isAgain: false }).evidence(one, other)).toEqual(given)
  expect(await memory.of('a', services, { isAgain: true }).evidence(one, other)).toEqual(SILENT)
  expect(asked).toEqual([1])
})

/** An office whose checks ask about one certificate, and whose services say nothing. */
async function askingOffice() {
  const { asked, services } = counted()
  const verifyPdf: VerifyPdf = async (_source, { file, at, services: outside, signal }) => {
    await outside?.evidence(one, other)
    if (signal?.aborted) throw new Error('told to stop')
    const report = { file, checkedAt: at.toISOString(), offline: false, revisions: [], signatures: [] }
    return { ...report, verdict: 'NO-SIGNATURE' } satisfies FileReport
  }
  const core = await officeForTest({ verifyPdf })
  const quick = { ...core.office.trust.quick, validation: services }
  const office = { ...core.office, trust: { ...core.office.trust, quick } }
  const wanted = { sha256: await stagedPdf(core), fileName: 'a.pdf', language: 'vi' } as const
  return { office, asked, wanted, caller: await callerFor(core, 'clerk') }
}

test('a report that is printed waits for no service that the check just before it has waited for', async () => {
  const { office, asked, wanted, caller } = await askingOffice()
  await verifyRevision(office, wanted)
  expect(asked).toEqual([1])
  await printReport(office, caller, wanted)
  expect(asked).toEqual([1])
  await verifyRevision(office, wanted)
  expect(asked).toEqual([1, 1])
})

test('printing hears that nobody wants it any more', async () => {
  const { office, wanted, caller } = await askingOffice()
  const stop = new AbortController()
  stop.abort()
  await expect(printReport(office, caller, { ...wanted, signal: stop.signal })).rejects.toThrow('told to stop')
})
