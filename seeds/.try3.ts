import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { readCertificate } from '#core/certificates/certificate'
import { readCertificates } from '#core/certificates/read-certificates'
import { inspectPdf } from '#core/pdf/inspect'
import { createSessions } from '#core/people/sessions'
import { rateTable } from '#core/statistics/rates'
import { verifyPdf } from '#core/verification/verify-pdf'
import { folderFileStore } from '#main/adapters/files/folder-store'
import { createPkcs12Store } from '#main/adapters/keys/pkcs12-store'
import { workspaceSettings } from '#main/adapters/settings/workspace-settings'
import { openOfficeStore } from '#main/adapters/store/office-store'
import { fillDemo } from '#seeds/demo'
import { agencyId, personId } from '#seeds/fill/records'

const folder = mkdtempSync('/tmp/demo-')
const clock = { now: () => new Date() }
const store = openOfficeStore(folder, clock)
const office = {
  store,
  files: await folderFileStore(folder),
  settings: workspaceSettings(folder),
  clock,
  log: { info() {}, error() {} },
  sessions: createSessions(),
  inspectPdf,
  verifyPdf,
  certificates: {
    facts: (d: Uint8Array) => readCertificate(d).facts,
    split: (d: Uint8Array) => readCertificates(d).map(({ der }) => der),
  },
  demo: undefined,
  keys: createPkcs12Store(join(folder, 'keys'), clock),
}
const t = performance.now()
let last = ''
let t1 = t
const mark=(l:string)=>{const m=process.threadCpuUsage(),u=process.cpuUsage();console.log('phase',l,((performance.now()-t)/1000).toFixed(1),'main',((m.user+m.system)/1e6).toFixed(1),'all',((u.user+u.system)/1e6).toFixed(1))}
await fillDemo(office, { scale: Number(process.argv[2] ?? 0.01) }, ({ step, done, of }) => { if (step !== last) { mark(`before ${step}`); last = step }; if (done === of) mark(`end ${step}`) })
mark('end')
  if (step !== last) {
    if (last) console.log(last, ((performance.now() - t1) / 1000).toFixed(2))
    last = step
    t1 = performance.now()
  }
  if (done === of) console.log(step, done, of)
})
console.log('main', process.threadCpuUsage(), 'total', ((performance.now() - t) / 1000).toFixed(2), process.cpuUsage())
const caller = {
  personId: personId('province/3'),
  agencyId: agencyId('province'),
  roles: ['admin'] as const,
  name: 'x',
  aloneInScope: false,
}
for (const q of [
  { from: '2022-01-01', to: '2022-06-30' },
  { from: '2026-11-01', to: '2026-11-30' },
  { from: '2026-10-01', to: '2026-10-31' },
]) {
  const r = await rateTable(office, caller, { ...q, by: 'level' })
  console.log(r.rows, r.total)
}
const list = await store.documents.list(caller, { view: 'all', limit: 200 } as never, '2026-11-22')
console.log(
  list.total,
  list.rows
    .slice(0, 5)
    .map(
      (r) =>
        `${r.state} ${r.codeNumber}/${r.codeNotation} ${r.issuedDate ?? r.arrivalDate} ${r.agencyName} ${r.subject} ${r.verdict} ${r.evidence}`,
    ),
)
console.log(folder)
await store.close()
