import { AppError } from '#contract'
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
  handwriting: () => Uint8Array
  seal: () => Uint8Array
}

/** Drawn when it is first needed, and once. */
function once(draw: () => Uint8Array): () => Uint8Array {
  let drawn: Uint8Array | undefined
  return () => (drawn ??= draw())
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
    handwriting: once(() => drawSignature(facts.signer)),
    seal: once(() => drawSeal(facts.name)),
  }
}

/** One for each of `OUTSIDE_SENDERS` under the given authority. */
function createSenders(pki: Pki, now: Date): Promise<Sender[]> {
  return Promise.all(OUTSIDE_SENDERS.map((facts, index) => createSender(pki, facts, 900_001 + index * 2, now)))
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
    appearance: { imagePng: sender.handwriting() },
  })
  return signInMemory(byLeader, {
    key: sender.agency,
    signedAt: new Date(signedAt.getTime() + 5 * 60_000),
    field: AGENCY_FIELD,
    ...(fields ? {} : { place: agency }),
    appearance: { imagePng: sender.seal() },
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
async function writeIncoming(story: IncomingStory, sender: Sender, signedAt: Date): Promise<Uint8Array> {
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

const senderOf = (senders: readonly Sender[], story: IncomingStory): Sender => {
  const sender = senders[story.sender % senders.length]
  if (sender === undefined) throw new RangeError('nobody sends')
  return sender
}

/** How long a document was under way when it arrives. */
const UNDER_WAY_MS = 36 * 3_600_000

export type Arrival = { bytes: Uint8Array; signedAt: Date; facts: SenderFacts }

/**
 * Writes and signs what will arrive, sender after sender: each has a picture of its own, which is then prepared once.
 * Where a story wants an authority that nobody here trusts, one is made for it.
 */
export async function writeArrivals(
  stories: readonly IncomingStory[],
  { pki, now, signal }: { pki: Pki; now: Date; signal: AbortSignal | undefined },
): Promise<Map<string, Arrival>> {
  const senders = await createSenders(pki, now)
  const isStrange = ({ fault }: IncomingStory) => fault === 'unknown-authority'
  const strangers = stories.some(isStrange) ? await createSenders(await createPki({ demo: true }), now) : []
  const arrivals = new Map<string, Arrival>()
  for (const story of stories.toSorted((left, right) => left.sender - right.sender)) {
    if (signal?.aborted) throw new AppError('cancelled')
    const sender = senderOf(isStrange(story) ? strangers : senders, story)
    const arrivedAt = story.steps[0]?.at ?? now
    const signedAt = new Date(arrivedAt.getTime() - UNDER_WAY_MS)
    arrivals.set(story.key, { bytes: await writeIncoming(story, sender, signedAt), signedAt, facts: sender.facts })
  }
  return arrivals
}
