import { append, objectText } from '#test/support/appended'
import { partsOfLastSignature } from '#test/support/signed-parts'
import { lastXref } from './raw-update.ts'
import { edited, PART, richFile, signedAgain, signedRich, signedTwice, streamText } from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

const OTHER = streamText('BT /F1 12 Tf 72 700 Td (Pay 900 dong) Tj ET')
const latin1 = (text: string) => Buffer.from(text, 'latin1')

/**
 * Signature wrapping attacks: the signed bytes stay in the file, somewhere else than a reader looks.
 *
 * @see Mladenov, Mainka, Meyer zu Selhausen, Grothe, Schwenk: 1 Trillion Dollar Refund (ACM CCS 2019), 4.3.
 */
export const signatureWrapping = once(async (): Promise<readonly AttackVariant[]> => {
  const signed = await signedRich()
  return [
    ...movedTails(signed),
    ...insideThePadding(signed),
    ...copiedSignatures(signed, await signedTwice()),
    ...wholeCopies(signed),
    ...(await secondSignature(signed)),
  ]
})

/** The bytes of the signature: before `<`, the string itself with its brackets, behind `>`. */
function cut(signed: Buffer) {
  const { gap, cms } = partsOfLastSignature(signed)
  return {
    head: signed.subarray(0, gap.start),
    contents: signed.subarray(gap.start, gap.end),
    tail: signed.subarray(gap.end),
    gap,
    cms,
  }
}

/**
 * The tail moves back; what stands between is the attacker's: a second `/ByteRange` that points to the moved tail, and a
 * cross-reference at the place where the signed `startxref` looks for one.
 */
function movedTails(signed: Buffer): AttackVariant[] {
  const { head, contents, tail, gap } = cut(signed)
  const xref = lastXref(signed)
  const make = (name: string, entry: (start: number) => string): AttackVariant => {
    const build = (start: number) => {
      const close = `${entry(start)} >>\nendobj\n5 0 obj\n${OTHER}\nendobj\n`
      const objectAt = gap.end + close.indexOf('5 0 obj')
      const filler = ' '.repeat(Math.max(0, 40_000 + xref - gap.end - close.length))
      const table = `xref\n5 1\n${String(objectAt).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 1000 /Root 1 0 R /Prev ${String(xref)} >>\n`
      const hidden = `99 0 obj\n<< /Hidden (`
      return latin1(`${close}${filler}${table}${hidden}`)
    }
    const start = gap.end + build(100_000).length
    return { name, attacked: Buffer.concat([head, contents, build(start), tail]), honest: signed }
  }
  const range = (start: number) => `/ByteRange [0 ${String(gap.start)} ${String(start)} ${String(tail.length)}]`
  return [
    make('the tail moved, a second /ByteRange in the gap', (start) => `\n${range(start)}`),
    make('the tail moved, the second /ByteRange is another object', () => '\n/ByteRange 98 0 R'),
    make('the tail moved, a second /Contents', (start) => `\n/Contents <3000> ${range(start)}`),
    make('the tail moved, nothing else said', () => ''),
    make(
      'the tail moved, a range of six numbers',
      (start) =>
        `\n/ByteRange [0 ${String(gap.start)} ${String(start)} 10 ${String(start + 10)} ${String(tail.length - 10)}]`,
    ),
    make(
      'the tail moved, a range of numbers with fractions',
      (start) => `\n/ByteRange [0.0 ${String(gap.start)}.0 ${String(start)}.0 ${String(tail.length)}.0]`,
    ),
  ]
}

/** Objects in the zeros behind the CMS, switched on by an update or by the gap itself. */
function insideThePadding(signed: Buffer): AttackVariant[] {
  const { head, contents, tail, gap, cms } = cut(signed)
  const used = 1 + cms.length * 2
  const build = (text: string) => {
    const room = contents.length - used
    return Buffer.concat([
      head,
      contents.subarray(0, used),
      latin1(text.padEnd(room - 1, ' ').slice(0, room - 1)),
      latin1('>'),
      tail,
    ])
  }
  const object = `5 0 obj\n${OTHER}\nendobj\n`
  const at = gap.start + used
  const update = (input: Buffer, offset: number) => {
    const base = input.length
    return Buffer.concat([
      input,
      latin1(
        `xref\n5 1\n${String(offset).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 1000 /Root 1 0 R /Prev ${String(lastXref(signed))} >>\nstartxref\n${String(base)}\n%%EOF\n`,
      ),
    ])
  }
  const closed = build(`>\n>>\nendobj\n${object}98 0 obj <<\n/X <`)
  return [
    { name: 'an object in the padding', attacked: build(object), honest: signed },
    { name: 'an object in the padding, the string closed before it', attacked: closed, honest: signed },
    { name: 'an object in the padding that an update names', attacked: update(build(object), at), honest: signed },
    {
      name: 'the same, the string closed before it',
      attacked: update(closed, at + '>\n>>\nendobj\n'.length),
      honest: signed,
    },
    {
      name: 'hexadecimal digits in the padding',
      attacked: build('ab'.repeat(100).padEnd(contents.length, '0')),
      honest: signed,
    },
    {
      name: 'one odd digit at the end of the padding',
      attacked: build('1'.padStart(contents.length - used - 1, '0')),
      honest: signed,
    },
    { name: 'an entry in the padding', attacked: build(`> /Name (Somebody) /X <`), honest: signed },
    { name: 'a comment in the padding', attacked: build('%'), honest: signed },
  ]
}

/** Later dictionaries with the genuine CMS, whose range still speaks of the signed revision. */
function copiedSignatures(signed: Buffer, honest: Buffer): AttackVariant[] {
  const num = Number(/\/V (\d+) 0 R/.exec(signed.toString('latin1'))?.[1])
  const dictionary = objectText(signed, num)
  const field = Number(
    /(\d+) 0 obj\s*<<\/Type \/Annot\s*\/Subtype \/Widget\s*\/FT \/Sig/.exec(signed.toString('latin1'))?.[1],
  )
  const other = { [PART.content]: OTHER }
  const renamed = edited(signed, field, [`/V ${String(num)} 0 R`, '/V 80 0 R'])
  const whole = signed.length + 200_000
  const wide = dictionary.replace(
    /\/ByteRange \[[^\]]*\]/,
    `/ByteRange [0 ${String(partsOfLastSignature(signed).gap.start)} ${String(partsOfLastSignature(signed).gap.end)} ${String(whole)}]`,
  )
  const make = (name: string, objects: Record<number, string>): AttackVariant => ({
    name,
    attacked: append(signed, objects),
    honest,
  })
  return [
    make('the dictionary written again, the contents changed', { [num]: dictionary, ...other }),
    make('a copy of the dictionary as new value, the contents changed', { ...renamed, 80: dictionary, ...other }),
    make('a copy of the dictionary alone', { ...renamed, 80: dictionary }),
    make('a copy whose range says to cover more', { ...renamed, 80: wide, ...other }),
    make('the dictionary itself in the field', {
      ...edited(signed, field, [`/V ${String(num)} 0 R`, `/V ${dictionary}`]),
      ...other,
    }),
    make('a copy in a second field', {
      81: `<< /FT /Sig /T (Copy) /V 80 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] >>`,
      80: dictionary,
      ...edited(signed, PART.form, ['/Fields [', '/Fields [81 0 R ']),
    }),
  ]
}

/** The signed file whole inside another file. */
function wholeCopies(signed: Buffer): AttackVariant[] {
  const front = richFile().toString('latin1')
  const { gap } = partsOfLastSignature(signed)
  const shifted = (by: number) =>
    signed
      .toString('latin1')
      .replace(/\/ByteRange \[0 \d+\s+\d+/, `/ByteRange [${String(by)} ${String(gap.start)} ${String(gap.end + by)}`)
  const comment = latin1('%PDF-1.7\n%')
  const embedded = latin1(front.replace('not really a font program 1', 'x'))
  return [
    { name: 'a line put before the file', attacked: Buffer.concat([latin1('# junk\n'), signed]), honest: signed },
    { name: 'another header put before the file', attacked: Buffer.concat([comment, signed]), honest: signed },
    {
      name: 'another file put before, the range moved',
      attacked: Buffer.concat([embedded, latin1(shifted(embedded.length))]),
      honest: signed,
    },
    { name: 'a line put before, the range moved', attacked: latin1(`# junk\n${shifted(7)}`), honest: signed },
  ]
}

/** The same with two signatures: the first one's bytes hidden in the gap of a dictionary that came later. */
async function secondSignature(signed: Buffer): Promise<AttackVariant[]> {
  const honest = await signedAgain(signed)
  const first = partsOfLastSignature(signed)
  const swapped = Buffer.from(honest)
  const second = partsOfLastSignature(honest)
  swapped.write(
    first.cms.toString('hex').padEnd(second.gap.end - second.gap.start - 2, '0'),
    second.gap.start + 1,
    'latin1',
  )
  const both = Buffer.from(honest)
  both.write(second.cms.toString('hex').padEnd(first.gap.end - first.gap.start - 2, '0'), first.gap.start + 1, 'latin1')
  return [
    { name: 'the first CMS in the place of the second', attacked: swapped, honest },
    { name: 'the second CMS in the place of the first', attacked: both, honest },
  ]
}
