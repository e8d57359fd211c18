import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import { readSignedData } from '#core/cms/read-signed-data'
import { DerError } from '#core/der/der-error'
import { readOcspResponse } from '#core/revocation/ocsp-messages'
import { type Examination, examine } from '#test/support/fuzz/examine'
import { makeInput } from '#test/support/fuzz/make-input'
import { ownSeeds } from '#test/support/fuzz/seed-files'
import { der } from '#test/support/fuzz/structures'

const { files, covered, ...rest } = await ownSeeds()
const examination: Examination = { ...rest, covered: new Set(covered) }

/** `npm run fuzz` runs very many more. */
const INPUTS = 700

test('changed and made-up files: each is judged or refused by one of our errors, none passes for what nobody signed', async () => {
  const verdicts = new Map<string, number>()
  for (let index = 0; index < INPUTS; index += 1) {
    const { problems, verdict } = await examine(makeInput(files, { seed: 20_261_122, index }), examination)
    expect(problems, `input ${index}`).toEqual([])
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
  }
  // Inputs that are all refused at the door would prove nothing.
  expect([...verdicts.keys()].toSorted()).toEqual(
    expect.arrayContaining(['INDETERMINATE', 'NO-SIGNATURE', 'TOTAL-FAILED', 'refused'].toSorted()),
  )
}, 60_000)

test.each(files.map((file, index) => [index, file] as const))('seed %i is an honest file', async (_index, file) => {
  expect((await examine(file, examination)).problems).toEqual([])
})

test('a signature that passes over other bytes than were signed is noticed', async () => {
  const everything = await Promise.all(files.map((file) => examine(file, { ...examination, covered: new Set() })))
  expect(everything.flatMap(({ problems }) => problems.map(({ kind }) => kind))).toContain('forged')
})

describe('DER of any shape ends in a value or an error with an offset', () => {
  test.each([
    ['SignedData', readSignedData],
    ['an OCSP response', readOcspResponse],
    ['a certificate', readCertificate],
  ])('read as %s', (_what, read) => {
    fc.assert(
      fc.property(der, (bytes) => {
        try {
          read(bytes)
        } catch (error) {
          const offset = error instanceof DerError ? error.offset : error instanceof AppError && error.details.offset
          expect(offset, String(error)).toBeTypeOf('number')
        }
      }),
      { seed: 1122, numRuns: 300 },
    )
  })
})
