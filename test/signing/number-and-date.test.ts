import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileReport } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { findForm, listFields } from '#core/pdf/form-fields'
import { isDict, isInteger, isName, isString } from '#core/pdf/objects'
import { readText } from '#core/pdf/text-strings'
import type { Word } from '#core/placement/words'
import { verifyPdf } from '#core/verification/verify-pdf'
import { createPageWords, type PageWords } from '#main/adapters/page-words/page-words'
import { append, objectText } from '#test/support/appended'
import { filled, NUMBERED, prepared } from '#test/support/fields'
import { aLetter } from '#test/support/letter'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'

/** The letter at each step of its way: prepared, signed by the leader, filled, signed by the agency. */
type Way = Record<'draft' | 'prepared' | 'leader' | 'filled' | 'agency', Buffer>

let pages: PageWords
let anchors: Uint8Array[]
let way: Way
let compressed: Way

async function walk(isCompressed: boolean): Promise<Way> {
  const letter = await aLetter({ compressed: isCompressed })
  const words = await pages.read(bytesInMemory(letter.bytes), 1)
  const empty = await prepared(letter, words)
  const leader = await signBytes(empty, await testKey('leader'), { certify: 2, place: letter.leader })
  const full = await filled(leader.bytes)
  const agency = await signBytes(full, await testKey('agency'), { field: 'AgencySignature' })
  return { draft: Buffer.from(letter.bytes), prepared: empty, leader: leader.bytes, filled: full, agency: agency.bytes }
}

beforeAll(async () => {
  pages = createPageWords()
  anchors = await testAnchors()
  way = await walk(false)
  compressed = await walk(true)
})
afterAll(() => pages.close())

const verify = (bytes: Uint8Array): Promise<FileReport> =>
  verifyPdf(bytesInMemory(bytes), { anchors, at: TEST_NOW, file: 'quyet-dinh.pdf' })

const onDisk = <Result>(bytes: Uint8Array, work: (file: string) => Promise<Result>): Promise<Result> =>
  inTemporaryFolder(async (folder) => {
    const file = join(folder, 'quyet-dinh.pdf')
    await writeFile(file, bytes)
    return work(file)
  })

describe('number and date after the leader’s signature', () => {
  test('leave both signatures valid: for pdfsig, qpdf and our own verification, with tables and with streams', async () => {
    for (const { agency } of [way, compressed]) {
      await onDisk(agency, async (file) => {
        expect(await judge('qpdf', ['--check', file])).toMatchObject({ code: 0 })
        const said = (await judge('pdfsig', [file])).output
        expect(said.match(/Signature is Valid/g)).toHaveLength(2)
      })
      const { verdict, signatures } = await verify(agency)
      expect(verdict).toBe('TOTAL-PASSED')
      expect(signatures).toMatchObject([
        { modification: 'permitted', docMdp: 2, coversWholeDocument: false },
        { modification: 'none', field: 'AgencySignature', coversWholeDocument: true },
      ])
      expect(signatures[0]?.changesAfter.map(({ kind, detail }) => [kind, detail])).toEqual([
        ['field-filled', 'DocumentNumber'],
        ['field-filled', 'IssuedDay'],
        ['signature-added', 'AgencySignature'],
      ])
    }
  })

  test('are incremental: each step begins with every byte of the one before', () => {
    for (const steps of [way, compressed]) {
      const files = [steps.draft, steps.prepared, steps.leader, steps.filled, steps.agency]
      for (const [index, file] of files.slice(1).entries()) {
        const before = files[index] ?? Buffer.alloc(0)
        expect(file.subarray(0, before.length).equals(before)).toBe(true)
      }
    }
  })

  test('stand on the line, in its size: the baseline and the height of the words around them', async () => {
    await onDisk(way.agency, async (file) => {
      const boxes = await wordBoxes(file)
      const [number, next] = [boxes.find(({ text }) => text === '05'), boxes.find(({ text }) => text === '/QĐ-SNV')]
      const [day, month] = [boxes.find(({ text }) => text === '01'), boxes.find(({ text }) => text === 'tháng')]
      if (!number || !next || !day || !month) throw new Error('a word is missing')
      for (const [own, neighbour] of [
        [number, next],
        [day, month],
      ] as const) {
        expect(Math.abs(own.yMin - neighbour.yMin)).toBeLessThan(0.05)
        expect(Math.abs(own.yMax - neighbour.yMax)).toBeLessThan(0.05)
      }
      // No blank before the slash (PL I, II.3), the day in the middle between its words.
      expect(Math.abs(number.xMax - next.xMin)).toBeLessThan(0.05)
      const before = boxes.filter(({ text }) => text === 'ngày')[0]
      expect(day.xMin - (before?.xMax ?? 0)).toBeCloseTo(month.xMin - day.xMax, 1)
    })
  })

  test('stand there for other programs, too: flattened, they are words of the page with its baseline and size', async () => {
    const words = await flattenedWords(way.agency)
    // The fields are drawn after the page, whose text has a number of its own.
    const wordOf = (text: string) => words.findLast((word) => word.text === text)
    const [number, day] = [wordOf('05'), wordOf('01')]
    const [anchor, month] = [words.find(({ text }) => text === 'Số:'), words.find(({ text }) => text === 'tháng')]
    expect(number?.baseline).toBeCloseTo(anchor?.baseline ?? 0, 2)
    expect(number?.fontSize).toBeCloseTo(anchor?.fontSize ?? 0, 2)
    expect(day?.baseline).toBeCloseTo(month?.baseline ?? 0, 2)
    expect(day).toMatchObject({ fontSize: month?.fontSize, italic: true })
  })
})

describe('a page', () => {
  const numberedPage = async (open: Parameters<typeof aLetter>[0], codeNumber: string) => {
    const letter = await aLetter(open)
    const words = await pages.read(bytesInMemory(letter.bytes), 1)
    return filled(await prepared(letter, words), { ...NUMBERED, codeNumber })
  }

  test('with dots shows the number instead of them, on their line', async () => {
    const bytes = await numberedPage({ number: '………', date: '2026' }, '05')
    await onDisk(bytes, async (file) => {
      const boxes = await wordBoxes(file)
      const [number, anchor] = [boxes.find(({ text }) => text === '05'), boxes.find(({ text }) => text === 'Số:')]
      expect(Math.abs((number?.yMin ?? 0) - (anchor?.yMin ?? 1))).toBeLessThan(0.05)
      // What is painted last is what is seen: white over the dots, then the number.
      const view = openPdf(bytesInMemory(bytes))
      const field = listFields(view).find(({ name }) => name === 'DocumentNumber')
      expect(field && isDict(view.entry(field.dict, 'MK'))).toBe(true)
    })
  })

  test('with a narrow gap keeps size and baseline: a long number is only set closer', async () => {
    const words = await flattenedWords(await numberedPage({ number: '', date: '2026' }, '1234567'))
    const number = words.findLast(({ text }) => text.startsWith('1234567'))
    const anchor = words.find(({ text }) => text === 'Số:')
    expect(number?.baseline).toBeCloseTo(anchor?.baseline ?? 0, 2)
    expect(number?.fontSize).toBeCloseTo(anchor?.fontSize ?? 0, 2)
  })
})

type Box = { text: string; xMin: number; yMin: number; xMax: number; yMax: number }

async function wordBoxes(file: string): Promise<Box[]> {
  const { output } = await judge('pdftotext', ['-bbox', '-l', '1', file, '-'])
  const pattern = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g
  return [...output.matchAll(pattern)].map(([, xMin, yMin, xMax, yMax, text = '']) => ({
    text,
    ...{ xMin: Number(xMin), yMin: Number(yMin), xMax: Number(xMax), yMax: Number(yMax) },
  }))
}

/** qpdf puts what the widgets show into the page itself, as a printer would see it. */
const flattenedWords = (bytes: Buffer): Promise<Word[]> =>
  onDisk(bytes, async (file) => {
    const flat = `${file}.flat.pdf`
    await judge('qpdf', ['--warning-exit-0', '--flatten-annotations=print', file, flat])
    const { readFile } = await import('node:fs/promises')
    return pages.read(bytesInMemory(await readFile(flat)), 1)
  })

describe('the prepared document', () => {
  test('has read-only fields that print, with size and embedded font, and never asks a reader to draw them', () => {
    for (const bytes of [way.prepared, compressed.prepared]) {
      const view = openPdf(bytesInMemory(bytes))
      const form = findForm(view)?.dict
      if (!form) throw new Error('no form')
      expect(form.entries.has('NeedAppearances')).toBe(false)
      expect(isString(view.entry(form, 'DA'))).toBe(true)
      const resources = view.entry(form, 'DR')
      const fonts = isDict(resources) ? view.entry(resources, 'Font') : null
      const texts = listFields(view).filter(({ fieldType }) => fieldType === 'Tx')
      expect(texts.map(({ name }) => name)).toEqual(['DocumentNumber', 'IssuedDay'])
      for (const { dict } of texts) {
        const [flags, print] = [view.entry(dict, 'Ff'), view.entry(dict, 'F')]
        expect([flags, print]).toEqual([1, 4])
        const said = view.entry(dict, 'DA')
        const [, font = '', size] = /^\/(\S+) (\S+) Tf 0 g$/.exec(isString(said) ? readText(said) : '') ?? []
        expect(size).toBe('13')
        expect(isDict(fonts) && isDict(view.entry(fonts, font))).toBe(true)
        expect(isDict(view.entry(dict, 'AP'))).toBe(true)
      }
    }
  })

  test('has an empty field for the agency, which locks all others and no later timestamp', () => {
    const view = openPdf(bytesInMemory(way.prepared))
    const agency = listFields(view).find(({ name }) => name === 'AgencySignature')
    if (!agency) throw new Error('no field')
    const lock = view.entry(agency.dict, 'Lock')
    if (!isDict(lock)) throw new Error('no lock')
    expect(agency.value).toBeNull()
    expect(isName(view.entry(lock, 'Action'), 'All')).toBe(true)
    expect(isInteger(view.entry(lock, 'P'))).toBe(false)
  })
})

describe('after the agency has signed', () => {
  const fieldNum = (name: string): number => {
    const field = listFields(openPdf(bytesInMemory(way.agency))).find((one) => one.name === name)
    if (!field?.ref) throw new Error(`no field ${name}`)
    return field.ref.num
  }
  const edited = (num: number, from: RegExp | string, to: string) => {
    const text = objectText(way.agency, num)
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`nothing to change in ${text}`)
    return append(way.agency, { [num]: changed }, { root: rootOf(way.agency) })
  }

  test.each([
    ['another number', 'DocumentNumber', /\/V \(05\)/, '/V (06)'],
    ['another day', 'IssuedDay', /\/V \(01\)/, '/V (02)'],
    ['no number any more', 'DocumentNumber', /\/V \(05\)/, ''],
    ['the number in another place', 'DocumentNumber', /\/Rect \[\S+/, '/Rect [100'],
    ['another look of the number', 'DocumentNumber', /\/AP <</, '/MK << /BG [1 1 1] >> /AP <<'],
  ])('%s is found', async (_what, name, from, to) => {
    const { signatures, verdict } = await verify(edited(fieldNum(name), from, to))
    expect(verdict).toBe('TOTAL-FAILED')
    for (const signature of signatures) {
      expect(signature).toMatchObject({ intact: true, modification: 'forbidden', indication: 'TOTAL-FAILED' })
      expect(signature.findings).toContain('locked-field-changed')
      expect(signature.changesAfter).toContainEqual(
        expect.objectContaining({ revision: 6, kind: 'locked-field-changed', detail: name, judgement: 'forbidden' }),
      )
    }
  })

  test('another drawing of the number, under the same value, is found', async () => {
    const text = objectText(way.agency, fieldNum('DocumentNumber'))
    const [, look = ''] = /\/N (\d+) 0 R/.exec(text) ?? []
    const drawn = objectText(way.agency, Number(look)).replace(/<[0-9a-f]{8}> Tj/, '<00010001> Tj')
    expect(drawn).not.toBe(objectText(way.agency, Number(look)))
    const { signatures } = await verify(append(way.agency, { [look]: drawn }, { root: rootOf(way.agency) }))
    expect(signatures.map(({ modification }) => modification)).toEqual(['forbidden', 'forbidden'])
  })

  test('number and date cannot be filled a second time', async () => {
    for (const bytes of [way.filled, way.agency]) {
      await expect(filled(bytes, { ...NUMBERED, codeNumber: '06' })).rejects.toMatchObject({
        code: 'field-not-fillable',
      })
    }
  })

  test('validation data and further signatures in new fields are not barred', async () => {
    const catalog = rootOf(way.agency)
    const text = objectText(way.agency, catalog).replace('/Type /Catalog', '/Type /Catalog /DSS << /Certs [] >>')
    const upgraded = append(way.agency, { [catalog]: text }, { root: catalog })
    const received = await signBytes(upgraded, await testKey('clerk'), {
      place: { page: 1, x: 20, y: 20, width: 90, height: 60 },
    })
    const { signatures, verdict } = await verify(received.bytes)
    expect(verdict).toBe('TOTAL-PASSED')
    expect(signatures.map(({ modification }) => modification)).toEqual(['permitted', 'permitted', 'none'])
  })
})

const rootOf = (bytes: Uint8Array): number => openPdf(bytesInMemory(bytes)).catalog().ref.num

describe('after the leader has signed', () => {
  test('anything but the fields is found', async () => {
    const catalog = rootOf(way.leader)
    const pageOf = openPdf(bytesInMemory(way.leader))
    const field = listFields(pageOf).find(({ name }) => name === 'DocumentNumber')
    const page = field?.dict.entries.get('P')
    if (typeof page !== 'object' || page === null || !('num' in page)) throw new Error('no page')
    const text = objectText(way.leader, page.num)
    const [, contents = ''] = /\/Contents (\d+) 0 R/.exec(text) ?? []
    const noted = text.replace('/Annots [', '/Annots [900 0 R ')
    expect(noted).not.toBe(text)
    const note = '<< /Type /Annot /Subtype /FreeText /Rect [100 700 200 720] /Contents (06) >>'
    const changes = [{ [contents]: '<< /Length 9 >>\nstream\n0 9 m S Q\nendstream' }, { [page.num]: noted, 900: note }]
    for (const objects of changes) {
      const { signatures } = await verify(append(way.leader, objects, { root: catalog }))
      expect(signatures[0]).toMatchObject({ modification: 'forbidden', indication: 'TOTAL-FAILED' })
    }
  })

  test('a second certification is refused, and so is a field that the agency has locked', async () => {
    const key = await testKey('clerk')
    await expect(signBytes(way.leader, key, { certify: 2 })).rejects.toMatchObject({ code: 'certification-not-first' })
    const letter = await aLetter({ fields: true })
    const locking = await signBytes(letter.bytes, key, { field: 'AgencySignature', lock: { action: 'All' } })
    await expect(signBytes(locking.bytes, key, { field: 'LeaderSignature' })).rejects.toMatchObject({
      code: 'field-locked',
    })
    const closed = await signBytes(letter.bytes, key, { lock: { action: 'All', permissions: 1 } })
    await expect(signBytes(closed.bytes, key)).rejects.toMatchObject({ code: 'signing-forbidden-by-document' })
  })
})
