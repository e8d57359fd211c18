import { append } from '#test/support/appended'
import { edited, PART, richFile, SIGNATURE_PLACE, signedBy, streamText } from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

const certified = once(() => signedBy(richFile(), { place: SIGNATURE_PLACE, certify: 3 }))

/** "Pay 100 dong" stands in it, in letters of 12 points on the line of 700. */
const OVER_TEXT = '/Rect [60 690 300 720]'
const OVER_NUMBER = '/Rect [95 595 185 625]'
const BESIDE = '/Rect [320 700 340 720]'

type Comment = { subtype: string; at?: string; entries?: string; look?: string; size?: string; blend?: string }

/** A comment with a look as Acrobat gives it, on the first page. */
function commented(
  file: Buffer,
  { subtype, at = OVER_TEXT, entries = '', look, size = '240 30', blend = 'Multiply' }: Comment,
): Buffer {
  const group = '/Group << /S /Transparency >>'
  const resources = `/Resources << /ExtGState << /G << /BM /${blend} /ca 1 >> >> >>`
  const form = `/Type /XObject /Subtype /Form /BBox [0 0 ${size}] ${group} ${resources}`
  return append(file, {
    ...edited(file, PART.first, ['/Annots [', '/Annots [80 0 R 82 0 R ']),
    80: `<< /Type /Annot /Subtype /${subtype} ${at} ${entries} /Contents (read) /T (An) /M (D:20261122) /F 4 /P 3 0 R /Popup 82 0 R ${look === undefined ? '' : '/AP << /N 81 0 R >>'} >>`,
    ...(look !== undefined && { 81: streamText(look, form) }),
    82: `<< /Type /Annot /Subtype /Popup /Rect [60 640 240 740] /Parent 80 0 R /Open false /F 28 /P 3 0 R >>`,
  })
}

const QUADS = '/QuadPoints [60 720 300 720 60 690 300 690] /C [1 0.9 0]'
const YELLOW = '/G gs 1 0.9 0 rg 0 0 240 30 re f'

/** Each as a reader sets it, and as it hides what stands below. */
const PAIRS: readonly (readonly [string, honest: Comment, hostile: Comment])[] = [
  [
    'a highlight whose ink hides',
    { subtype: 'Highlight', entries: QUADS, look: YELLOW },
    { subtype: 'Highlight', entries: QUADS, look: YELLOW, blend: 'Normal' },
  ],
  [
    'a highlight below which a white area stands',
    { subtype: 'Highlight', entries: QUADS },
    { subtype: 'Highlight', entries: QUADS, look: `1 g 0 0 240 30 re f ${YELLOW}` },
  ],
  [
    'an underline as thick as the line',
    { subtype: 'Underline', entries: QUADS, look: '1 0 0 RG 1 w 0 8 m 240 8 l S' },
    { subtype: 'Underline', entries: QUADS, look: '1 G 24 w 0 15 m 240 15 l S' },
  ],
  [
    'a frame whose lines meet',
    { subtype: 'Square', entries: '/C [1 0 0] /BS << /W 2 >>', look: '1 0 0 RG 2 w 1 1 238 28 re S' },
    { subtype: 'Square', entries: '/C [1 1 1] /BS << /W 2 >>', look: '1 G 30 w 1 15 238 1 re S' },
  ],
  [
    'a frame that its reader fills',
    { subtype: 'Square', entries: '/C [1 0 0] /BS << /W 2 >>' },
    { subtype: 'Square', entries: '/C [1 0 0] /BS << /W 2 >> /IC [1 1 1]' },
  ],
  [
    'a note upon a figure',
    { subtype: 'Text', at: BESIDE, entries: '/Name /Comment', look: '1 1 0 rg 0 0 20 20 re f', size: '20 20' },
    {
      ...{ subtype: 'Text', at: '/Rect [90 695 110 715]', entries: '/Name /Comment' },
      ...{ look: '1 1 0 rg 0 0 20 20 re f', size: '20 20' },
    },
  ],
  [
    'a frame that hides the number in its field',
    { subtype: 'Square', at: OVER_NUMBER, look: '1 0 0 RG 1 w 1 1 88 28 re S', size: '90 30' },
    { subtype: 'Square', at: OVER_NUMBER, look: '1 g 0 0 90 30 re f', size: '90 30' },
  ],
]

/**
 * Comments in a document that is certified at level 3: it takes them, as long as they hide nothing that it says.
 *
 * @see ISO 32000-2:2020, 12.8.2.2, Table 257.
 */
export const commentAttacks = once(async (): Promise<readonly AttackVariant[]> => {
  const file = await certified()
  return PAIRS.map(([name, honest, hostile]) => ({
    name: `certified at level 3: ${name}`,
    attacked: commented(file, hostile),
    honest: commented(file, honest),
  }))
})
