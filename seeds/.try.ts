import { writeFileSync } from 'node:fs'
import { composePaper, letterheadLines } from '#seeds/pdf/compose-paper'
import { writePdf } from '#seeds/pdf/write'
import { planAgencies } from '#seeds/plan/agencies'
import { createRandom } from '#seeds/plan/random'
import { planSubject } from '#seeds/plan/subject'

const a = planAgencies()
const r = createRandom('x')
const types = ['quyet-dinh', 'cong-van', 'bao-cao', 'to-trinh', 'ke-hoach', 'giay-moi', 'thong-bao'] as const
let t = performance.now()
for (let i = 0; i < 260; i++) {
  const ag = a[i % 169]!
  const type = types[i % 7]!
  const subject = planSubject(r, ag, type, '2026-11-20')
  const p = composePaper(
    r,
    {
      name: ag.name,
      parent: ag.key === 'province' ? [] : ['UBND TỈNH VĨNH PHÚC'],
      agency: letterheadLines(ag.name),
      symbol: ag.symbol,
      place: ag.place,
    },
    {
      type,
      subject,
      number: '',
      unitSymbol: 'VP',
      date: '2026-11',
      competence: i % 2 ? 'KT.' : 'TM.',
      position: i % 2 ? ag.deputy : ag.head,
      head: ag.head,
      signerName: 'Nguyễn Văn Mẫu',
      urgency: i % 9 === 0 ? 'urgent' : 'normal',
      recipients: ['Như trên', 'Lưu: VT'],
      addressees: type === 'cong-van' || type === 'bao-cao' ? ['Các sở, ban, ngành', 'UBND các huyện, thành phố'] : [],
    },
  )
  const w = await writePdf(p, { fields: i % 5 !== 0, compressed: i % 2 === 0, at: new Date(0) })
  if (i < 14) {
    writeFileSync(`/tmp/p${i}.pdf`, w.bytes)
    console.log(ag.name, type, w.bytes.length, w.pages)
  }
}
console.log(performance.now() - t)
