import { composePaper, letterheadLines, type PaperFacts } from '#seeds/pdf/compose-paper'
import { type WriteOptions, type WrittenPdf, writePdf } from '#seeds/pdf/write'
import { createRandom } from '#seeds/plan/random'

const LETTERHEAD = {
  name: 'UBND huyện Mẫu',
  parent: [],
  agency: letterheadLines('UBND huyện Mẫu'),
  symbol: 'UBND',
  place: 'Mẫu',
}

/** An administrative document of the demo office: a deputy's letter, not numbered yet, unless facts say otherwise. */
export function aLetter(facts: Partial<PaperFacts> = {}, options: Partial<WriteOptions> = {}): Promise<WrittenPdf> {
  const paper = composePaper(createRandom('letter'), LETTERHEAD, {
    type: 'cong-van',
    subject: 'Về việc tăng cường công tác văn thư, lưu trữ',
    number: '05',
    unitSymbol: 'VP',
    date: '2022-01-05',
    competence: 'KT.',
    position: 'Phó Chủ tịch',
    head: 'Chủ tịch',
    signerName: 'Nguyễn Văn Mẫu',
    urgency: 'normal',
    recipients: ['Như trên', 'Lưu: VT'],
    addressees: ['Các phòng, ban chuyên môn'],
    ...facts,
  })
  return writePdf(paper, { fields: false, compressed: true, at: new Date(0), ...options })
}
