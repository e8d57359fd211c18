import { append, objectText } from '#test/support/appended'
import { type LeafName, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { type TinyObjects, withStreams, withTable } from '#test/support/tiny-pdf'
import { once } from './variant.ts'

const stream = (data: string, entries = '') =>
  `<< ${entries} /Length ${String(data.length)} >>\nstream\n${data}\nendstream`

const look = (text: string) =>
  stream(`BT /F1 10 Tf 2 5 Td (${text}) Tj ET`, '/Type /XObject /Subtype /Form /BBox [0 0 80 20] /Resources 9 0 R')

/** Numbers of the parts of the rich document. */
export const PART = {
  ...{ catalog: 1, pages: 2, first: 3, second: 4, content: 5, secondContent: 6, font: 7, descriptor: 8, resources: 9 },
  ...{ fontProgram: 10, toUnicode: 11, image: 12, graphicsState: 13, colourSpace: 14, profile: 15, formObject: 16 },
  ...{ form: 17, number: 18, date: 19, numberLook: 20, checkBox: 21, checkLook: 22, choice: 23, outlines: 24 },
  ...{ outline: 25, layer: 26, structure: 27, element: 28, metadata: 29, fileSpec: 30, file: 31, info: 32 },
  ...{ note: 33, noteLook: 34, widget: 35, unused: 36 },
} as const

/** A decision about money with all that PDF readers show or do: what the attacks change. */
export const RICH_OBJECTS: TinyObjects = [
  `<< /Type /Catalog /Pages 2 0 R /AcroForm 17 0 R /Outlines 24 0 R /StructTreeRoot 27 0 R /Metadata 29 0 R
/OCProperties << /OCGs [26 0 R] /D << /Order [26 0 R] /ON [26 0 R] >> >> /Names << /EmbeddedFiles << /Names [(a) 30 0 R] >> >>
/PageLabels << /Nums [0 << /S /D >>] >> /ViewerPreferences << /DisplayDocTitle true >> /PageMode /UseNone /MarkInfo << /Marked true >> >>`,
  '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] >>',
  '<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources 9 0 R /Annots [18 0 R 19 0 R 21 0 R 23 0 R 33 0 R 35 0 R] /CropBox [0 0 595 842] >>',
  '<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Resources 9 0 R >>',
  stream(
    '/OC /L1 BDC BT /F1 12 Tf 72 700 Td (Pay 100 dong) Tj ET EMC /CS1 cs 0.5 scn /G1 gs q 50 0 0 50 72 500 cm /Im1 Do Q /Fm1 Do',
  ),
  stream('BT /F1 12 Tf 72 700 Td (Second page) Tj ET'),
  '<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Tinos /FirstChar 32 /LastChar 33 /Widths [250 250] /FontDescriptor 8 0 R /ToUnicode 11 0 R >>',
  '<< /Type /FontDescriptor /FontName /ABCDEF+Tinos /Flags 32 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 10 0 R >>',
  '<< /Font << /F1 7 0 R >> /XObject << /Im1 12 0 R /Fm1 16 0 R /Later 90 0 R >> /ExtGState << /G1 13 0 R >> /ColorSpace << /CS1 14 0 R >> /Properties << /L1 26 0 R >> >>',
  stream('not really a font program 1'),
  stream('/CIDInit /ProcSet findresource begin 1 beginbfchar <20> <0031> endbfchar end'),
  stream('\x00', '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8'),
  '<< /Type /ExtGState /CA 1 /ca 1 >>',
  '[/ICCBased 15 0 R]',
  stream('not really a profile 1', '/N 1'),
  stream('0 0 10 10 re f', '/Type /XObject /Subtype /Form /BBox [0 0 10 10]'),
  '<< /Fields [18 0 R 19 0 R 21 0 R 23 0 R 35 0 R] /DA (/F1 10 Tf 0 g) /DR << /Font << /F1 7 0 R >> >> >>',
  '<< /Type /Annot /Subtype /Widget /FT /Tx /T (number) /V (100) /DA (/F1 10 Tf 0 g) /MK << /BC [0] >> /F 4 /Rect [100 600 180 620] /P 3 0 R /AP << /N 20 0 R >> >>',
  '<< /Type /Annot /Subtype /Widget /FT /Tx /T (date) /DA (/F1 10 Tf 0 g) /F 4 /Rect [200 600 280 620] /P 3 0 R >>',
  look('100'),
  '<< /Type /Annot /Subtype /Widget /FT /Btn /T (agree) /V /Off /AS /Off /F 4 /Rect [300 600 310 610] /P 3 0 R /AP << /N << /Yes 22 0 R /Off 22 0 R >> >> >>',
  look('x'),
  '<< /Type /Annot /Subtype /Widget /FT /Ch /Ff 131072 /T (kind) /Opt [(A) (B)] /V (A) /DA (/F1 10 Tf 0 g) /F 4 /Rect [320 600 380 620] /P 3 0 R >>',
  '<< /Type /Outlines /First 25 0 R /Last 25 0 R /Count 1 >>',
  '<< /Title (One) /Parent 24 0 R /Dest [3 0 R /Fit] >>',
  '<< /Type /OCG /Name (Layer) >>',
  '<< /Type /StructTreeRoot /K 28 0 R >>',
  '<< /Type /StructElem /S /P /P 27 0 R /Pg 3 0 R /ActualText (Pay 100 dong) /K 0 >>',
  stream('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>', '/Type /Metadata /Subtype /XML'),
  '<< /Type /Filespec /F (a.txt) /EF << /F 31 0 R >> >>',
  stream('attached 1', '/Type /EmbeddedFile'),
  '<< /Title (Decision) /Producer (test) >>',
  '<< /Type /Annot /Subtype /FreeText /Rect [400 700 500 720] /Contents (note 1) /DA (/F1 10 Tf 0 g) /F 4 /P 3 0 R /AP << /N 34 0 R >> >>',
  look('note 1'),
  '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /F 4 /Rect [300 200 420 260] /P 3 0 R >>',
  '(nobody uses this)',
]

const TRAILER = `/Info ${String(PART.info)} 0 R`
const ID = '/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]'

export const richFile = (objects: TinyObjects = RICH_OBJECTS): Buffer =>
  withTable(objects, { trailer: `${TRAILER} ${ID}` })

export const SIGNATURE_PLACE = { page: 1, x: 100, y: 100, width: 120, height: 60 }

type Options = NonNullable<Parameters<typeof signBytes>[2]>

/** Signed by the quick key of the tests (P-256), in a new visible field unless the options say otherwise. */
export async function signedBy(
  input: Uint8Array,
  options: Options = { place: SIGNATURE_PLACE },
  leaf: LeafName = 'curve',
): Promise<Buffer> {
  return (await signBytes(input, await testKey(leaf), options)).bytes
}

/** The rich document, signed once. */
export const signedRich = once(() => signedBy(richFile()))

/** The same with object streams; its cross-reference is a stream. */
export const signedRichStreams = once(() => signedBy(withStreams(RICH_OBJECTS)))

/** Signed twice: an honest later revision, which a second person answers for. */
export const signedTwice = once(async () => signedAgain(await signedRich()))

export const signedAgain = (bytes: Uint8Array): Promise<Buffer> =>
  signedBy(bytes, { place: { ...SIGNATURE_PLACE, x: 300 } }, 'curve384')

/** An object's last text with one part of it replaced; fails where there is nothing to replace. */
export function edited(bytes: Uint8Array, num: number, [from, to]: readonly [string | RegExp, string]) {
  const text = objectText(bytes, num)
  const changed = text.replace(from, () => to)
  if (changed === text) throw new Error(`object ${String(num)} has no ${String(from)}: ${text}`)
  return { [num]: changed }
}

/** An object's last text with entries added to its dictionary. */
export const grown = (bytes: Uint8Array, num: number, entries: string) => edited(bytes, num, ['<<', `<< ${entries} `])

/** A stream object's text. */
export const streamText = stream
/** The text of a drawing that shows `text`. */
export const lookText = look

/** Fills a field as an honest program does: value and look. */
export const filledNumber = (bytes: Uint8Array, value = '12'): Buffer =>
  append(bytes, {
    ...edited(bytes, PART.date, ['/T (date)', `/T (date) /V (${value}) /AP << /N 70 0 R >>`]),
    70: look(value),
  })
