import { beforeAll, describe, expect, test } from 'vitest'
import type { LaterChange } from '#contract'
import { CHANGE_KINDS } from '#contract/findings'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { analyseRevisions } from '#core/verification/later-revisions'
import { append, objectText } from '#test/support/appended'
import {
  edited,
  filledNumber,
  grown,
  lookText,
  PART,
  richFile,
  SIGNATURE_PLACE,
  signedAgain,
  signedBy,
  streamText,
} from '#test/support/attacks/rich-document'

let signed: Buffer

beforeAll(async () => {
  signed = await signedBy(richFile())
})

/** Changes after the first signature, without those of the descriptions that every hand-made update leaves out. */
function changesOf(bytes: Uint8Array, covered = 1): LaterChange[] {
  const { changesAfter } = analyseRevisions(openPdf(bytesInMemory(bytes)))(covered)
  return changesAfter.filter(({ kind }) => kind !== 'metadata-updated')
}

const OTHER = streamText('BT /F1 12 Tf 72 700 Td (Pay 900 dong) Tj ET')
const numberOf = (text: RegExp): number => Number(text.exec(signed.toString('latin1'))?.[1])

describe('a change that is not permitted is named by what it is to the reader, with its page:', () => {
  type Case = [
    what: string,
    objects: () => Record<number, string | null>,
    kind: string,
    detail: string,
    page: number | null,
  ]
  const cases: Case[] = [
    ['the text of page 1', () => ({ [PART.content]: OTHER }), 'page-changed', '', 1],
    ['the text of page 2', () => ({ [PART.secondContent]: OTHER }), 'page-changed', '', 2],
    ['the box of page 2', () => grown(signed, PART.second, '/Rotate 90'), 'page-changed', '', 2],
    ['a font', () => ({ [PART.fontProgram]: streamText('another') }), 'font-changed', 'F1', 1],
    ['a picture', () => edited(signed, PART.image, ['/Width 1', '/Width 2']), 'picture-changed', 'Im1', 1],
    ['a state of drawing', () => ({ [PART.graphicsState]: '<< /ca 0 >>' }), 'resources-changed', 'ExtGState/G1', 1],
    [
      'the pages',
      () => edited(signed, PART.pages, ['[3 0 R 4 0 R] /Count 2', '[4 0 R 3 0 R] /Count 2']),
      'pages-changed',
      '',
      null,
    ],
    [
      'a layer',
      () => edited(signed, PART.catalog, ['/ON [26 0 R]', '/OFF [26 0 R]']),
      'layers-changed',
      'Root/OCProperties/D/ON',
      null,
    ],
    [
      'a script',
      () => grown(signed, PART.catalog, '/OpenAction << /S /JavaScript /JS (x) >>'),
      'script-changed',
      'Root/OpenAction',
      null,
    ],
    [
      'an attached file',
      () => ({ [PART.file]: streamText('attached 2', '/Type /EmbeddedFile') }),
      'attachments-changed',
      'Root/Names/EmbeddedFiles/Names/1/EF/F',
      null,
    ],
    [
      'the outline',
      () => edited(signed, PART.outline, ['(One)', '(Two)']),
      'outline-changed',
      'Root/Outlines/First/Title',
      null,
    ],
    [
      'the structure',
      () => edited(signed, PART.element, ['100', '900']),
      'structure-changed',
      'Root/StructTreeRoot/K/ActualText',
      null,
    ],
    ['the look of a field', () => ({ [PART.numberLook]: lookText('900') }), 'field-look-changed', 'number', 1],
    [
      'a value beside its look',
      () => edited(signed, PART.number, ['(100)', '(900)']),
      'field-value-changed',
      'number',
      1,
    ],
    ['a note', () => ({ [PART.noteLook]: lookText('note 2') }), 'annotation-changed', 'FreeText', 1],
  ]

  test.each(cases)('%s', (...[, objects, kind, detail, page]) => {
    expect(changesOf(append(signed, objects()))).toContainEqual({
      ...{ revision: 3, kind, detail, page, by: null, judgement: 'forbidden' },
    })
  })

  test('a note that is added, one that is removed', () => {
    const annots = (from: string, to: string) => edited(signed, PART.first, [from, to])
    const note = '<< /Type /Annot /Subtype /Stamp /Rect [60 690 300 720] /P 3 0 R >>'
    expect(changesOf(append(signed, { ...annots('/Annots [', '/Annots [80 0 R '), 80: note }))).toMatchObject([
      { kind: 'annotation-added', detail: 'Stamp', page: 1, judgement: 'forbidden' },
    ])
    expect(changesOf(append(signed, annots('33 0 R', '')))).toMatchObject([
      { kind: 'annotation-removed', detail: 'FreeText', page: 1, judgement: 'forbidden' },
    ])
  })

  test('a field that is taken away, and one that comes along', () => {
    const without = { ...edited(signed, PART.first, ['18 0 R ', '']), ...edited(signed, PART.form, ['[18 0 R ', '[']) }
    expect(changesOf(append(signed, without))).toMatchObject([
      { kind: 'field-removed', detail: 'number', page: 1, judgement: 'forbidden' },
    ])
    const more = {
      ...edited(signed, PART.form, ['/Fields [', '/Fields [80 0 R ']),
      80: '<< /FT /Tx /T (total) /V (900) >>',
    }
    expect(changesOf(append(signed, more))).toMatchObject([{ kind: 'field-added', detail: 'total' }])
  })
})

describe('a signature that was there', () => {
  const field = () => numberOf(/(\d+) 0 obj\n<<(?:(?!endobj)[^])*?\/T \(Signature1\)/)

  test('and is cleared is named as removed', () => {
    const cleared = objectText(signed, field()).replace(/\/V\s+\d+ 0 R/, '')
    expect(changesOf(append(signed, { [field()]: cleared }))).toMatchObject([
      { kind: 'signature-removed', detail: 'Signature1', judgement: 'forbidden' },
    ])
  })

  test('and is taken away with its field is named as removed, on its page', () => {
    const without = (num: number) => objectText(signed, num).replace(new RegExp(`\\b${String(field())} 0 R`), '')
    const objects = { [PART.first]: without(PART.first), [PART.form]: without(PART.form) }
    expect(changesOf(append(signed, objects))).toMatchObject([
      { kind: 'signature-removed', detail: 'Signature1', page: 1, judgement: 'forbidden' },
    ])
  })

  test('and says something else is named as changed', () => {
    const num = Number(/\/V (\d+) 0 R/.exec(objectText(signed, field()))?.[1])
    const changed = objectText(signed, num).replace('/Type', '/Name (Another) /Type')
    expect(changesOf(append(signed, { [num]: changed }))).toMatchObject([
      { kind: 'signature-changed', detail: 'Signature1', judgement: 'forbidden' },
    ])
  })
})

test('who answers for a change is the signature that covers its revision, nobody where none does', async () => {
  const filled = filledNumber(signed)
  const sealed = await signedAgain(filled)
  const [first, second] = changesOf(sealed)
  expect(first).toMatchObject({ revision: 3, kind: 'field-filled', detail: 'date', page: 1, by: null })
  expect(second).toMatchObject({
    revision: 4,
    kind: 'signature-added',
    page: 1,
    by: second?.detail,
    judgement: 'permitted',
  })
})

test('comments may come and go at level 3, but not over the text, nor by uncovering what was hidden', async () => {
  const hidden = richFile()
    .toString('latin1')
    .replace('/Contents (note 1) /DA (/F1 10 Tf 0 g) /F 4', '/Contents (note 1) /DA (/F1 10 Tf 0 g) /F 2')
  const certified = await signedBy(Buffer.from(hidden, 'latin1'), { place: SIGNATURE_PLACE, certify: 3 })
  const noted = (rect: string) => ({
    ...edited(certified, PART.first, ['/Annots [', '/Annots [80 0 R ']),
    80: `<< /Type /Annot /Subtype /FreeText /Rect [${rect}] /Contents (x) /P 3 0 R >>`,
  })
  expect(changesOf(append(certified, noted('400 400 500 420')))).toMatchObject([
    { kind: 'annotation-added', detail: 'FreeText', page: 1, judgement: 'permitted' },
  ])
  expect(changesOf(append(certified, noted('60 690 300 720')))).toContainEqual(
    expect.objectContaining({ kind: 'annotation-over-content', detail: 'FreeText', page: 1, judgement: 'forbidden' }),
  )
  expect(changesOf(append(certified, edited(certified, PART.note, ['/F 2', '/F 4'])))).toContainEqual(
    expect.objectContaining({ kind: 'annotation-shown', page: 1, judgement: 'forbidden' }),
  )
})

test('every kind has its name only once', () => {
  expect(new Set(CHANGE_KINDS).size).toBe(CHANGE_KINDS.length)
})
