import { append } from '#test/support/appended'
import { grown, PART, RICH_OBJECTS, richFile, signedBy, streamText } from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

/** A form without fonts whose choice, `A`, has no look and asks for Helvetica as most forms do. */
const signed = once(() =>
  signedBy(
    richFile(
      RICH_OBJECTS.map((text, index) => {
        if (index === PART.form - 1) return text.replace(/ \/DR.*/, '>>')
        return index === PART.choice - 1 ? text.replace('/DA (/F1', '/DA (/Helv') : text
      }),
    ),
  ),
)

/** As Acrobat writes it. */
const DIFFERENCES =
  '[24 /breve /caron /circumflex /dotaccent /hungarumlaut /ogonek /ring /tilde 39 /quotesingle 96 /grave 128 /bullet /dagger /daggerdbl /ellipsis /emdash /endash /florin /fraction /guilsinglleft /guilsinglright /minus /perthousand /quotedblbase /quotedblleft /quotedblright /quoteleft /quoteright /quotesinglbase /trademark /fi /fl /Lslash /OE /Scaron /Ydieresis /Zcaron /dotlessi /lslash /oe /scaron /zcaron 160 /Euro 164 /currency 166 /brokenbar 168 /dieresis /copyright /ordfeminine 172 /logicalnot /.notdef /registered /macron /degree /plusminus /twosuperior /threesuperior /acute /mu 183 /periodcentered /cedilla /onesuperior /ordmasculine 188 /onequarter /onehalf /threequarters 192 /Agrave /Aacute /Acircumflex /Atilde /Adieresis /Aring /AE /Ccedilla]'
const HELVETICA = '/Type /Font /Subtype /Type1 /Name /Helv /BaseFont /Helvetica'
const ZAPF = '<< /Type /Font /Subtype /Type1 /Name /ZaDb /BaseFont /ZapfDingbats >>'

const withFont = (file: Buffer, font: string): Buffer =>
  append(file, {
    ...grown(file, PART.form, '/DR << /Font << /Helv 81 0 R /ZaDb 82 0 R >> /Encoding << /PDFDocEncoding 83 0 R >> >>'),
    81: font,
    82: ZAPF,
    83: `<< /Type /Encoding /Differences ${DIFFERENCES} >>`,
    84: streamText('not really a font program'),
  })

/** What a program that signs adds to a form, and what shows another value under the same name. */
export const defaultFontAttacks = once(async (): Promise<readonly AttackVariant[]> => {
  const file = await signed()
  const honest = withFont(file, `<< ${HELVETICA} /Encoding 83 0 R >>`)
  const fonts = [
    ['draws another letter', `<< ${HELVETICA} /Encoding << /Differences [65 /B] >> >>`],
    ['has another order of letters', `<< ${HELVETICA} /Encoding /MacExpertEncoding >>`],
    ['is Symbol', '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>'],
    ['is ZapfDingbats', ZAPF],
    ['brings its own letters', `<< ${HELVETICA} /FontDescriptor << /Type /FontDescriptor /FontFile 84 0 R >> >>`],
    ['is drawn by the file', '<< /Type /Font /Subtype /Type3 /BaseFont /Helvetica >>'],
    ['has letters without width', `<< ${HELVETICA} /FirstChar 65 /LastChar 65 /Widths [0] >>`],
  ] as const
  return fonts.map(([name, font]) => ({
    name: `a font comes that a field asks for: it ${name}`,
    attacked: withFont(file, font),
    honest,
  }))
})
