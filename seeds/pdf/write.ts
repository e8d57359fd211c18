import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFHexString, PDFName, PDFRawStream, type PDFRef, PDFString } from 'pdf-lib'
import type { Word } from '#core/placement/words'
import { FACES, loadTypeface } from '#seeds/pdf/fonts'
import { type Laid, layOut, type Paper } from '#seeds/pdf/paper'
import { A4, type Place } from '#seeds/pdf/sheet'

export type WriteOptions = {
  /** Empty signature fields where the two signatures belong. */
  fields: boolean
  /** Cross-reference and object streams; otherwise a classic table. */
  compressed: boolean
  /** Claimed time of making, so that the same document always has the same bytes. */
  at: Date
}

export type WrittenPdf = { bytes: Uint8Array; words: Word[][]; leader: Place; agency: Place; pages: number }

/** Field names by which a signing role finds its place. */
export const LEADER_FIELD = 'LeaderSignature'
export const AGENCY_FIELD = 'AgencySignature'

function stamp(at: Date): PDFString {
  return PDFString.of(`D:${at.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`)
}

/** An empty signature field with its widget in one dictionary. ISO 32000-1, 12.7.4.5. */
function signatureField(document: PDFDocument, pages: readonly PDFRef[], name: string, place: Place): PDFRef {
  const page = pages[place.page - 1]
  if (page === undefined) throw new RangeError(`no page ${place.page}`)
  const { context } = document
  const rectangle = [place.x, place.y, place.x + place.width, place.y + place.height]
  const field = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of(name),
      Rect: rectangle.map((value) => Math.round(value * 100) / 100),
      P: page,
      F: 4,
    }),
  )
  document.getPage(place.page - 1).node.addAnnot(field)
  return field
}

function addPages(document: PDFDocument, contents: readonly string[], fonts: Record<string, PDFRef>): PDFRef[] {
  const { context } = document
  const resources = context.register(context.obj({ Font: fonts }))
  return contents.map((operators) => {
    const page = document.addPage([A4.width, A4.height])
    const bytes = deflateSync(Buffer.from(operators, 'latin1'))
    const content = context.register(
      PDFRawStream.of(context.obj({ Length: bytes.length, Filter: 'FlateDecode' }), bytes),
    )
    page.node.set(PDFName.of('Contents'), content)
    page.node.set(PDFName.of('Resources'), resources)
    return page.ref
  })
}

async function save(paper: Paper, laid: Laid, options: WriteOptions): Promise<Uint8Array> {
  const faces = loadTypeface()
  const document = await PDFDocument.create({ updateMetadata: false })
  const { context, catalog } = document
  context.trailerInfo.Info = context.register(
    context.obj({
      Title: PDFHexString.fromText(paper.subject),
      Author: PDFHexString.fromText(paper.agency.join(' ')),
      Creator: PDFHexString.fromText('Văn Thư - dữ liệu mô phỏng'),
      CreationDate: stamp(options.at),
      ModDate: stamp(options.at),
    }),
  )
  catalog.set(PDFName.of('Lang'), PDFString.of('vi-VN'))
  const fonts = Object.fromEntries(FACES.map((name) => [name, faces[name].embed(context)]))
  const pages = addPages(document, laid.contents, fonts)
  if (options.fields) {
    const fields = [
      signatureField(document, pages, LEADER_FIELD, laid.leader),
      signatureField(document, pages, AGENCY_FIELD, laid.agency),
    ]
    catalog.set(PDFName.of('AcroForm'), context.register(context.obj({ Fields: fields })))
  }
  return document.save({ useObjectStreams: options.compressed, addDefaultPage: false, updateFieldAppearances: false })
}

/** Writes an administrative document as a PDF of its own. The same paper and options give the same bytes. */
export async function writePdf(paper: Paper, options: WriteOptions): Promise<WrittenPdf> {
  const laid = layOut(loadTypeface(), paper)
  const { leader, agency, contents, words } = laid
  return { bytes: await save(paper, laid, options), words, leader, agency, pages: contents.length }
}
