import { expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { analyseRevisions } from '#core/verification/later-revisions'
import { append, objectText } from '#test/support/appended'
import { testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'

const [catalog = '', ...others] = TWO_PAGES
const withRights = [
  catalog.replace('/Pages', '/Perms << /UR3 6 0 R >> /Pages'),
  ...others,
  '<< /Type /Sig /Filter /Adobe.PPKLite >>',
]

const changesFrom = (bytes: Uint8Array, revision: number) => {
  const { modification, changesAfter } = analyseRevisions(openPdf(bytesInMemory(bytes)))(revision)
  return { modification, kinds: changesAfter.map(({ kind }) => kind) }
}

test.each([
  ['a file of tables', withTable(TWO_PAGES)],
  ['a file of streams', withStreams(TWO_PAGES)],
  ['a file with usage rights', withTable(withRights)],
])('the first signature may certify %s and changes nothing else', async (_what, file) => {
  const { bytes } = await signBytes(file, await testKey('leader'), { certify: 2 })
  expect(changesFrom(bytes, 0)).toEqual({ modification: 'permitted', kinds: ['signature-added'] })
})

test('permissions that no signature of the form gives are not explained', () => {
  const bytes = withTable(withRights)
  const forged = (perms: string) => {
    const text = objectText(bytes, 1).replace(/\/Perms\s*<<.*?>>/s, perms)
    return append(bytes, { 1: text, 900: '<< /Type /Sig >>' })
  }
  for (const perms of ['/Perms << /UR3 6 0 R /DocMDP 900 0 R >>', '/Perms << /UR3 900 0 R >>', '']) {
    expect(changesFrom(forged(perms), 0).modification).toBe('forbidden')
  }
})
