import { append, objectText } from '#test/support/appended'
import { edited, grown, lookText, PART, signedAgain, signedRich, streamText } from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

type Change = readonly [name: string, objects: Record<number, string>, entries?: string]

const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'
const FILE = '<< /Type /Filespec /F (b.exe) /EF << /F 31 0 R >> >>'

/** What pages share, what the reader does, what stands beside the pages: none of it may change after a signature. */
export const sharedParts = once(async (): Promise<readonly AttackVariant[]> => {
  const signed = await signedRich()
  const honest = await signedAgain(signed)
  const changes = [
    ...drawn(signed),
    ...pageEntries(signed),
    ...actions(signed),
    ...layers(signed),
    ...besidePages(signed),
  ]
  return [...changes, ...smuggled(signed)].map(([name, objects, entries]) => ({
    name,
    attacked: append(signed, objects, entries === undefined ? {} : { entries }),
    honest,
  }))
})

const drawn = (signed: Buffer): Change[] => [
  ['a font program', { [PART.fontProgram]: streamText('not really a font program 2') }],
  ['a font’s table to Unicode', { [PART.toUnicode]: objectText(signed, PART.toUnicode).replace('<0031>', '<0039>') }],
  ['a font’s widths', edited(signed, PART.font, ['[250 250]', '[0 900]'])],
  ['a font’s descriptor', edited(signed, PART.descriptor, ['/Flags 32', '/Flags 4'])],
  ['a font under another name', edited(signed, PART.resources, ['/F1 7 0 R', '/F1 60 0 R'])],
  ['an image', { [PART.image]: objectText(signed, PART.image).replace('\x00', '\x01') }],
  ['an image’s size', edited(signed, PART.image, ['/Width 1', '/Width 2'])],
  ['an image’s decoding', grown(signed, PART.image, '/Decode [1 0]')],
  ['a form XObject', { [PART.formObject]: objectText(signed, PART.formObject).replace('10 10 re', '90 90 re') }],
  ['a form XObject’s matrix', grown(signed, PART.formObject, '/Matrix [0 0 0 0 0 0]')],
  ['transparency', edited(signed, PART.graphicsState, ['/ca 1', '/ca 0'])],
  [
    'a soft mask',
    {
      ...grown(signed, PART.graphicsState, '/SMask << /S /Luminosity /G 60 0 R >>'),
      60: streamText('', '/Subtype /Form /BBox [0 0 1 1] /Group << /S /Transparency >>'),
    },
  ],
  ['a colour space', { [PART.colourSpace]: '[/Separation /None /DeviceGray 60 0 R]' }],
  ['a colour profile', { [PART.profile]: objectText(signed, PART.profile).replace('profile 1', 'profile 2') }],
  ['a filter put before the contents', grown(signed, PART.content, '/Filter /ASCIIHexDecode')],
  ['contents taken from another file', grown(signed, PART.content, '/F (other.pdf)')],
  ['a pattern added to the resources', grown(signed, PART.resources, '/Pattern << /P1 60 0 R >>')],
]

const pageEntries = (signed: Buffer): Change[] =>
  [
    '/Rotate 180',
    '/MediaBox [0 0 100 100]',
    '/UserUnit 2',
    '/Group << /S /Transparency /I true >>',
    '/AA << /O << /S /JavaScript /JS (x) >> >>',
    '/BleedBox [0 0 1 1]',
    '/TrimBox [0 0 1 1]',
    '/ArtBox [0 0 1 1]',
    '/Thumb 12 0 R',
    '/Dur 1',
    '/Trans << /S /Blinds >>',
    '/Tabs /S',
    '/B [60 0 R]',
    '/VP [<< /Type /Viewport /BBox [0 0 1 1] >>]',
    '/PieceInfo << /X << /Private 60 0 R >> >>',
    '/TemplateInstantiated /X',
    '/PresSteps << /Type /NavNode >>',
    '/StructParents 4',
  ].map((entry): Change => [`a page gets ${entry}`, grown(signed, PART.second, entry)])

const actions = (signed: Buffer): Change[] =>
  [
    `/OpenAction ${SCRIPT}`,
    '/OpenAction [4 0 R /Fit]',
    `/AA << /WS ${SCRIPT} >>`,
    '/URI << /Base (http://example.org) >>',
    '/Threads []',
    '/Dests << /a [4 0 R /Fit] >>',
    '/SpiderInfo << /V 1.0 >>',
    '/Requirements [<< /S /EnableJavaScripts >>]',
    '/Collection << /View /T >>',
    '/NeedsRendering true',
    '/Lang (en)',
    '/AF [30 0 R]',
    '/OutputIntents [<< /S /GTS_PDFX >>]',
    '/PieceInfo << /X << /Private 60 0 R >> >>',
    '/Legal << /JavaScriptActions 0 >>',
    '/PageLayout /TwoColumnLeft',
    '/Perms << /UR3 60 0 R >>',
    '/DPartRoot << >>',
    '/Unknown << /Kids [60 0 R] >>',
  ].map((entry): Change => [`the catalog gets ${entry}`, grown(signed, PART.catalog, entry)])

const layers = (signed: Buffer): Change[] => {
  const catalog = (from: string, to: string) => edited(signed, PART.catalog, [from, to])
  return [
    ['a layer turned off', catalog('/ON [26 0 R]', '/OFF [26 0 R]')],
    ['all layers off', catalog('/ON [26 0 R]', '/BaseState /OFF')],
    ['a layer not listed any more', catalog('/OCGs [26 0 R]', '/OCGs []')],
    [
      'a layer for printing only',
      catalog('/ON [26 0 R]', '/ON [26 0 R] /AS [<< /Event /View /OCGs [26 0 R] /Category [/View] >>]'),
    ],
    ['a layer’s usage', grown(signed, PART.layer, '/Usage << /View << /ViewState /OFF >> >>')],
    ['a layer’s name', edited(signed, PART.layer, ['(Layer)', '(Other)'])],
    ['a page’s layer', edited(signed, PART.resources, ['/L1 26 0 R', '/L1 60 0 R'])],
    ['a form object in a layer', grown(signed, PART.formObject, '/OC 26 0 R')],
    ['a field in a layer', grown(signed, PART.number, '/OC 26 0 R')],
    [
      'layers taken away',
      { [PART.catalog]: objectText(signed, PART.catalog).replace(/\/OCProperties.*?>>\s*>>/s, '') },
    ],
  ]
}

const besidePages = (signed: Buffer): Change[] => {
  const catalog = (from: string | RegExp, to: string) => edited(signed, PART.catalog, [from, to])
  return [
    ['an attached file’s content', { [PART.file]: objectText(signed, PART.file).replace('attached 1', 'attached 2') }],
    ['an attached file’s name', edited(signed, PART.fileSpec, ['(a.txt)', '(a.exe)'])],
    ['one more attached file', { ...catalog(/(?<=30 0 R) ?\]/, ' (b) 60 0 R]'), 60: FILE }],
    ['scripts among the names', catalog(/\/Names\s*<</, `/Names << /JavaScript << /Names [(a) ${SCRIPT}] >> `)],
    ['named destinations', catalog(/\/Names\s*<</, '/Names << /Dests << /Names [(a) [4 0 R /Fit]] >> ')],
    ['an outline’s title', edited(signed, PART.outline, ['(One)', '(Two)'])],
    ['an outline’s action', edited(signed, PART.outline, [/\/Dest \[3 0 R \/Fit\]/, `/A ${SCRIPT}`])],
    [
      'an outline more',
      { ...edited(signed, PART.outlines, ['/Last 25 0 R', '/Last 60 0 R']), 60: '<< /Title (Two) /Parent 24 0 R >>' },
    ],
    ['how the reader shows it', catalog('/DisplayDocTitle true', '/DisplayDocTitle true /HideToolbar true')],
    ['numbers of pages', catalog('/S /D', '/S /R')],
    ['the spoken text of the structure', edited(signed, PART.element, ['100 dong', '900 dong'])],
    [
      'an element of the structure more',
      {
        ...edited(signed, PART.structure, ['/K 28 0 R', '/K [28 0 R 60 0 R]']),
        60: '<< /Type /StructElem /S /P /P 27 0 R /ActualText (900) >>',
      },
    ],
    ['roles of the structure', grown(signed, PART.structure, '/RoleMap << /P /Artifact >>')],
    ['the structure taken away', catalog('/StructTreeRoot 27 0 R', '')],
    ['marking', catalog('/Marked true', '/Marked false')],
    ['an annotation’s text', edited(signed, PART.note, ['(note 1)', '(note 9)'])],
    ['an annotation’s look', { [PART.noteLook]: lookText('note 9') }],
    ['an annotation’s place', edited(signed, PART.note, ['[400 700 500 720]', '[60 690 300 720]'])],
    ['an annotation’s flags', edited(signed, PART.note, ['/F 4', '/F 2'])],
    ['an annotation gone', edited(signed, PART.first, ['33 0 R', ''])],
    ['annotations in another order', edited(signed, PART.first, ['33 0 R 35 0 R', '35 0 R 33 0 R'])],
  ]
}

/** Where changes are expected, and something else is brought in. */
const smuggled = (signed: Buffer): Change[] => [
  [
    'metadata that is also the contents',
    { ...edited(signed, PART.catalog, ['/Metadata 29 0 R', '/Metadata 5 0 R']), [PART.content]: streamText('900') },
  ],
  ['metadata that is no stream', edited(signed, PART.catalog, ['/Metadata 29 0 R', '/Metadata << /Kids [3 0 R] >>'])],
  [
    'metadata of a page',
    { ...grown(signed, PART.second, '/Metadata 60 0 R'), 60: streamText('<x/>', '/Type /Metadata /Subtype /XML') },
  ],
  [
    'an information dictionary with a page in it',
    { 60: '<< /Title (x) /Page 61 0 R >>', 61: '<< /Type /Page >>' },
    '/Info 60 0 R',
  ],
  [
    'an information dictionary that is the first page',
    edited(signed, PART.first, ['/Contents 5 0 R', '/Contents 60 0 R']),
    '/Info 3 0 R',
  ],
  ['an information dictionary of lists', { 60: '<< /Title [(x)] >>' }, '/Info 60 0 R'],
  ['another entry in the trailer', {}, '/Other 5 0 R'],
  ['encryption in the trailer', { 60: '<< /Filter /Standard /V 1 /R 2 /P -4 /O <00> /U <00> >>' }, '/Encrypt 60 0 R'],
  [
    'a security store that is the page',
    {
      ...grown(signed, PART.catalog, '/DSS 3 0 R'),
      ...edited(signed, PART.first, ['/Contents 5 0 R', '/Contents 60 0 R']),
    },
  ],
]
