import { append, objectText } from '#test/support/appended'
import { withTable } from '#test/support/tiny-pdf'
import {
  edited,
  filledNumber,
  grown,
  lookText,
  PART,
  RICH_OBJECTS,
  richFile,
  SIGNATURE_PLACE,
  signedAgain,
  signedBy,
  signedRich,
} from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

type Change = readonly [string, Record<number, string>]

/** An empty signature field that shows nothing, on the first page. */
const emptyField = (file: Buffer): Record<number, string> => ({
  ...edited(file, PART.first, ['/Annots [', '/Annots [80 0 R ']),
  ...edited(file, PART.form, ['/Fields [', '/Fields [80 0 R ']),
  80: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Empty) /F 132 /Rect [0 0 0 0] /P 3 0 R >>',
})

const ofOthers = (file: Buffer): Change[] => [
  ['a note shows another text', { [PART.noteLook]: lookText('note 900') }],
  ['a note over the text', edited(file, PART.note, ['[400 700 500 720]', '[60 690 300 720]'])],
]

/** A page whose list of annotations holds one that is no object of its own. */
const LINK = '<< /Type /Annot /Subtype /Link /Rect [72 690 200 715] /A << /S /URI /URI (http://a.example) >> >>'
const linkedPage = (more = '') => [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
  `<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << >> /Annots [${LINK}${more}] >>`,
  '<< /Length 9 >>\nstream\n0 0 m S Q\nendstream',
]

async function besideLink(): Promise<AttackVariant> {
  const honest = await signedAgain(await signedBy(withTable(linkedPage())))
  const first = await signedBy(withTable(linkedPage()))
  const field = '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Empty) /F 132 /Rect [0 0 0 0] /P 3 0 R >>'
  const listed = edited(first, 3, ['/Annots [', '/Annots [80 0 R '])
  const form = Number(/\/AcroForm (\d+)/.exec(first.toString('latin1'))?.[1])
  const attacked = append(first, {
    3: String(listed[3]).replace('a.example', 'b.example'),
    ...edited(first, form, ['/Fields [', '/Fields [80 0 R ']),
    80: field,
  })
  return { name: 'beside a new empty signature field: a link that is no object of its own', attacked, honest }
}

const TICK = ['/V /Off /AS /Off', '/V /Yes /AS /Yes'] as const

/** A box that is ticked gets no other looks; a button that is only pressed is never filled in. */
async function buttons(): Promise<AttackVariant[]> {
  const file = await signedRich()
  const pressed = RICH_OBJECTS.map((text, index) =>
    index === PART.checkBox - 1
      ? text.replace(/\/V \/Off.*?\/F 4/, '/Ff 65536 /F 4').replace(/\/N <<.*?>>/, '/N 22 0 R')
      : text,
  )
  const button = await signedBy(richFile(pressed), { place: SIGNATURE_PLACE, certify: 2 })
  const ticked = edited(file, PART.checkBox, TICK)
  const text = String(ticked[PART.checkBox])
  return [
    {
      name: 'a box is ticked and gets another look',
      attacked: append(file, {
        [PART.checkBox]: text.replace('/Yes 22 0 R', '/Yes 81 0 R'),
        81: lookText('Pay 900 dong'),
      }),
      honest: append(file, ticked),
    },
    {
      name: 'a box is ticked and its look rewritten',
      attacked: append(file, { ...ticked, [PART.checkLook]: lookText('Pay 900 dong') }),
      honest: append(file, ticked),
    },
    {
      name: 'a button that is only pressed gets a value and another look',
      attacked: append(button, {
        [PART.checkBox]: objectText(button, PART.checkBox).replace('/Ff', '/V /x /Ff').replace('22 0 R', '81 0 R'),
        81: lookText('Pay 900 dong'),
      }),
      honest: button,
    },
  ]
}

const FORM = '<< /Fields [18 0 R 19 0 R 21 0 R 23 0 R 35 0 R] /DA (/F1 10 Tf 0 g) /DR << /Font << /F1 7 0 R >> >> >>'
const OTHER_FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>'

/** The rich document with another form. */
const withForm = (form: string, [font, value]: readonly [string, string] = ['/F1', '/V (A)']) =>
  signedBy(
    richFile(
      RICH_OBJECTS.map((text, index) => {
        if (index === PART.choice - 1) return text.replace('/DA (/F1', `/DA (${font}`).replace('/V (A)', value)
        return index === PART.form - 1 ? form : text
      }),
    ),
  )

/** Fields without a look are drawn by readers, with the fonts of the form. */
async function fonts(): Promise<AttackVariant[]> {
  const asking = await withForm(FORM, ['/F#39', '/V (A)'])
  const bare = await withForm(FORM.replace(/ \/DR.*/, '>>'))
  const put = (file: Buffer, fonts: string) => append(file, { ...grown(file, PART.form, fonts), 81: OTHER_FONT })
  const more = (file: Buffer, name: string) =>
    append(file, { ...edited(file, PART.form, ['/F1 7 0 R', `/F1 7 0 R /${name} 81 0 R`]), 81: OTHER_FONT })
  return [
    { name: 'a font comes that a field asks for', attacked: more(asking, 'F9'), honest: more(asking, 'F8') },
    {
      name: 'fonts come, where there were none, that a field asks for',
      attacked: put(bare, '/DR << /Font << /F1 81 0 R >> >>'),
      honest: put(bare, '/DR << /Font << /F5 81 0 R >> >>'),
    },
  ]
}

/** Nothing is chosen yet. */
const OPEN = ['/F1', ''] as const

/** A list from which one may choose says what was chosen twice; a program that gives looks takes the order for them back. */
async function choices(): Promise<AttackVariant[]> {
  const file = await withForm(FORM, OPEN)
  const ordered = await withForm(FORM.replace('/DA', '/NeedAppearances true /DA'), OPEN)
  const chosen = (of: Buffer, entries: string) => grown(of, PART.choice, entries)
  return [
    {
      name: 'a choice whose index says another one',
      attacked: append(file, chosen(file, '/V (B) /I [0]')),
      honest: append(file, chosen(file, '/V (B) /I [1]')),
    },
    {
      name: 'a choice of which readers are to make the looks',
      attacked: append(file, { ...chosen(file, '/V (B)'), ...grown(file, PART.form, '/NeedAppearances true') }),
      honest: append(ordered, {
        ...chosen(ordered, '/V (B)'),
        ...edited(ordered, PART.form, ['/NeedAppearances true', '']),
      }),
    },
    {
      name: 'an order for looks that is neither given nor taken back',
      attacked: append(ordered, edited(ordered, PART.form, ['/NeedAppearances true', '/NeedAppearances /x'])),
      honest: append(ordered, edited(ordered, PART.form, ['/NeedAppearances true', '/NeedAppearances false'])),
    },
  ]
}

/** Nobody has signed the other value; filling what was empty, and a value that somebody signs for, are honest. */
async function values(): Promise<AttackVariant[]> {
  const file = await signedRich()
  const replaced = append(file, {
    [PART.number]: objectText(file, PART.number).replace('(100)', '(900)').replace('20 0 R', '81 0 R'),
    81: lookText('900'),
  })
  const undecided = 'SIG_CONSTRAINTS_FAILURE: to fill in is permitted, but the earlier signer stands for another value'
  return [
    { name: 'a value that was there is replaced', attacked: replaced, honest: filledNumber(file), undecided },
    {
      name: 'a choice that was there is replaced',
      attacked: append(file, edited(file, PART.choice, ['/V (A)', '/V (B)'])),
      honest: await signedAgain(replaced),
      undecided,
    },
  ]
}

/** What is not permitted, in one update with what is. */
export const underCoverAttacks = once(async (): Promise<readonly AttackVariant[]> => {
  const file = await withForm(FORM, OPEN)
  const bases = [
    { title: 'signed', file },
    { title: 'certified', file: await signedBy(richFile(), { place: SIGNATURE_PLACE, certify: 2 }) },
  ]
  return [
    ...bases.flatMap((base) =>
      ofOthers(base.file).map(([name, objects]) => ({
        name: `${base.title}, beside a new empty signature field: ${name}`,
        attacked: append(base.file, { ...emptyField(base.file), ...objects }),
        honest: append(base.file, emptyField(base.file)),
      })),
    ),
    await besideLink(),
    ...(await buttons()),
    ...(await fonts()),
    ...(await choices()),
    ...(await values()),
  ]
})
