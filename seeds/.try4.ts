import { writeFileSync } from 'node:fs'
import { verifyPdf } from '#core/verification/verify-pdf'
import { memorySource } from '#seeds/fill/memory'
import { createSenders, writeIncoming } from '#seeds/fill/senders'
import { createPki } from '#seeds/pki'
import { planAgencies } from '#seeds/plan/agencies'
import { planStories } from '#seeds/plan/stories'

const now = new Date()
const pki = await createPki()
const s = await createSenders(pki, now)
for (const story of planStories(planAgencies(), 1, now)) {
  if (story.direction !== 'incoming' || !['received'].includes(story.state)) continue
  let t = performance.now()
  const sender = story.fault === 'unknown-authority' ? s.unknown : s.known[story.sender]!
  const b = await writeIncoming(story, sender, new Date(now.getTime() - 1e8))
  const t2 = performance.now() - t
  t = performance.now()
  writeFileSync(`/tmp/in-${story.fault}.pdf`, b)
  const r = await verifyPdf(memorySource(b), { anchors: [pki.root.certificate], at: now, file: 'x' })
  console.log(
    story.fault,
    story.fields,
    story.compressed,
    t2.toFixed(0),
    (performance.now() - t).toFixed(0),
    r.verdict,
    r.signatures.map((x) =>
      [x.field, x.indication, x.intact, x.modification, x.findings.join(), JSON.stringify(x.changesAfter)].join(' '),
    ),
  )
}
