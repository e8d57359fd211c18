import type { SigningKey } from '#core/ports'
import { signPdf } from '#core/signing/sign-pdf'
import { OUTSIDE_SENDERS } from '#seeds/data/prose'
import { toSigningKey } from '#seeds/fill/keys'
import { memorySink, memorySource } from '#seeds/fill/memory'
import { drawSignature } from '#seeds/images/handwriting'
import { drawSeal } from '#seeds/images/seal'
import { composePaper } from '#seeds/pdf/compose-paper'
import { AGENCY_FIELD, LEADER_FIELD, type WrittenPdf, writePdf } from '#seeds/pdf/write'
import { createPki, type Pki } from '#seeds/pki'
import { createRandom } from '#seeds/plan/random'
import type { IncomingStory } from '#seeds/plan/stories'

type SenderFacts = (typeof OUTSIDE_SENDERS)[number]

/** Somebody outside the office who sends documents to it. */
export type Sender = {
  facts: SenderFacts
  leader: SigningKey
  agency: SigningKey
  handwriting: Uint8Array
  seal: Uint8Array
}

const DAY_MS = 86_400_000

async function createSender(pki: Pki, facts: SenderFacts, serial: number, now: Date): Promise<Sender> {
  const notBefore = new Date(now.getTime() - 200 * DAY_MS)
  const chain = [pki.issuing.certificate]
  const unit = facts.name
  const [leader, agency] = await Promise.all([
    pki.issue({ serial, commonName: facts.signer, unit, notBefore, key: 'p-256' }),
    pki.issue({ serial: serial + 1, commonName: facts.name, unit, notBefore, key: 'p-256' }),
  ])
  return {
    facts,
    leader: toSigningKey(leader, chain),
    agency: toSigningKey(agency, chain),
    handwriting: drawSignature(facts.signer),
    seal: drawSeal(facts.name),
  }
}

/** Senders under the demo's authority, and one under an authority that nobody here trusts. */
export async function createSenders(pki: Pki, now: Date): Promise<{ known: Sender[]; unknown: Sender }> {
  const known = await Promise.all(
    OUTSIDE_SENDERS.map((facts, index) => createSender(pki, facts, 900_001 + index * 2, now)),
  )
  const stranger = await createSender(await createPki(), OUTSIDE_SENDERS[0], 900_101, now)
  return { known, unknown: stranger }
}

async function signInMemory(bytes: Uint8Array, request: Omit<Parameters<typeof signPdf>[0], 'source'>) {
  const sink = memorySink()
  await signPdf({ ...request, source: memorySource(bytes) }, sink)
  return sink.bytes()
}

async function signTwice({ bytes, leader, agency }: WrittenPdf, sender: Sender, fields: boolean, signedAt: Date) {
  const byLeader = await signInMemory(bytes, {
    key: sender.leader,
    signedAt,
    field: LEADER_FIELD,
    ...(fields ? {} : { place: leader }),
    appearance: { imagePng: sender.handwriting },
  })
  return signInMemory(byLeader, {
    key: sender.agency,
    signedAt: new Date(signedAt.getTime() + 5 * 60_000),
    field: AGENCY_FIELD,
    ...(fields ? {} : { place: agency }),
    appearance: { imagePng: sender.seal },
  })
}

/** Changes one letter of the title in the file's properties: what the signatures cover is no longer what was signed. */
export function changeTitle(bytes: Uint8Array): Uint8Array {
  const changed = Buffer.from(bytes)
  const title = changed.indexOf('/Title <FEFF', 0, 'latin1')
  if (title < 0) throw new RangeError('the file has no title to change')
  const lastDigit = title + '/Title <FEFF'.length + 3
  changed.write(changed.toString('latin1', lastDigit, lastDigit + 1) === '0' ? '1' : '0', lastDigit, 'latin1')
  return changed
}

/** The file that arrives: written and signed by the sender, with the fault of the story. */
export async function writeIncoming(story: IncomingStory, sender: Sender, signedAt: Date): Promise<Uint8Array> {
  const { type, subject, urgency, fields, fault } = story
  const { facts } = sender
  const random = createRandom(`incoming ${story.key}`)
  const letterhead = { name: facts.name, parent: [], agency: facts.lines, symbol: facts.symbol, place: facts.place }
  const paper = composePaper(random, letterhead, {
    ...{ type, subject, urgency },
    unitSymbol: type === 'cong-van' ? 'VP' : '',
    number: String(story.number),
    date: signedAt.toISOString().slice(0, 10),
    competence: '',
    position: facts.position,
    head: facts.position,
    signerName: facts.signer,
    recipients: ['Như trên', 'Lưu: VT'],
    addressees: type === 'cong-van' || type === 'bao-cao' || type === 'to-trinh' ? ['UBND các tỉnh, thành phố'] : [],
  })
  const compressed = story.compressed && fault === 'none'
  const written = await writePdf(paper, { fields, compressed, at: signedAt })
  if (fault === 'unsigned') return written.bytes
  const signed = await signTwice(written, sender, fields, signedAt)
  return fault === 'changed-after-signing' ? changeTitle(signed) : signed
}
