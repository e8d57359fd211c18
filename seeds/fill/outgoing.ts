import { AppError, type BookId, type DocumentId, OutgoingFields, type Sha256 } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { COMMON_BOOK_NAMES, listBooks } from '#core/register/books'
import { civilDate } from '#core/register/civil-date'
import { handIn } from '#core/register/hand-in'
import { assignNumber } from '#core/register/numbering'
import { archive, cancel, createOutgoing, issue, recall, returnToDrafter, submit } from '#core/register/outgoing'
import { RECIPIENTS } from '#seeds/data/prose'
import { type Actors, pickStaff } from '#seeds/fill/cast'
import { type DemoPorts, officeAt } from '#seeds/fill/ports'
import { personId } from '#seeds/fill/records'
import { signFile, stageBytes } from '#seeds/fill/sign'
import { composePaper } from '#seeds/pdf/compose-paper'
import { AGENCY_FIELD, LEADER_FIELD, type WrittenPdf, writePdf } from '#seeds/pdf/write'
import type { PlannedPerson } from '#seeds/plan/people'
import { createRandom, type Random } from '#seeds/plan/random'
import type { OutgoingStep, OutgoingStory } from '#seeds/plan/stories'

/** How far a document has come. */
type Progress = { id: DocumentId; sha256: Sha256; written: WrittenPdf; drafter: PlannedPerson; signer: PlannedPerson }

const RETURN_REASONS = [
  'Bổ sung căn cứ pháp lý, rà soát lại số liệu tại mục 2',
  'Trích yếu chưa khớp nội dung; sửa thể thức theo Phụ lục I',
  'Lấy thêm ý kiến của đơn vị phối hợp trước khi trình',
]

const ADDRESSEES = [
  ['Các sở, ban, ngành', 'UBND các huyện, thành phố'],
  ['Các phòng, ban chuyên môn'],
  ['Sở Nội vụ', 'Sở Tài chính'],
]

/** A draft as its drafter would have written it: number, day and month are left open; the year is that of its number. */
async function writeDraft(
  story: OutgoingStory,
  { actors, signer, at }: { actors: Actors; signer: PlannedPerson; at: Date },
  random: Random,
) {
  const { type, subject, unitSymbol, urgency, fields, compressed } = story
  const { agency, letterhead } = actors
  const recipients = random.pick(RECIPIENTS)
  const paper = composePaper(random, letterhead, {
    ...{ type, subject, unitSymbol, urgency, recipients },
    number: '',
    date: civilDate(story.steps.find(({ name }) => name === 'number')?.at ?? at).slice(0, 4),
    competence: signer.competence,
    position: signer.position,
    head: agency.head,
    signerName: signer.name,
    addressees: type === 'cong-van' || type === 'bao-cao' || type === 'to-trinh' ? random.pick(ADDRESSEES) : [],
  })
  return { written: await writePdf(paper, { fields, compressed, at }), recipients }
}

async function create(office: DemoPorts, story: OutgoingStory, actors: Actors, at: Date): Promise<Progress> {
  const random = createRandom(`outgoing ${story.key}`)
  const signer = actors.officials[story.signer] ?? actors.officials[0]
  const drafter = pickStaff(actors, random)
  if (signer === undefined) throw new RangeError(`nobody signs for ${actors.agency.key}`)
  const { written, recipients } = await writeDraft(story, { actors, signer, at }, random)
  const sha256 = await stageBytes(office.files, written.bytes)
  const fields = OutgoingFields.parse({
    type: story.type,
    subject: story.subject,
    unitSymbol: story.unitSymbol,
    signerId: personId(signer.key),
    competence: signer.competence,
    urgency: story.urgency,
    recipients: recipients.slice(0, -1),
    pageAmount: written.pages,
  })
  const fileName = `du-thao-${story.type}.pdf`
  const { id } = await createOutgoing(officeAt(office, at), actors.callerOf(drafter), { ...fields, sha256, fileName })
  return { id, sha256, written, drafter, signer }
}

async function sign(
  office: DemoPorts,
  { id, sha256, written, signer }: Progress,
  { story, actors, role, at }: { story: OutgoingStory; actors: Actors; role: 'leader' | 'agency'; at: Date },
): Promise<Sha256> {
  const isLeader = role === 'leader'
  const signed = await signFile(office.files, sha256, {
    key: isLeader ? actors.leaderKey(signer) : actors.agencyKey,
    at,
    role,
    imagePng: isLeader ? actors.handwriting(signer) : actors.seal,
    field: isLeader ? LEADER_FIELD : AGENCY_FIELD,
    ...(story.fields ? {} : { place: isLeader ? written.leader : written.agency }),
  })
  const caller = actors.callerOf(isLeader ? signer : actors.clerk)
  await handIn(officeAt(office, at), caller, { id, expected: sha256, signed, role })
  return signed
}

async function commonBook(office: DemoPorts, actors: Actors, at: Date): Promise<BookId> {
  const year = Number(civilDate(at).slice(0, 4))
  const caller = actors.callerOf(actors.clerk)
  const books = await listBooks(officeAt(office, at), caller, { direction: 'outgoing', year })
  const book = books.find(({ name }) => name === COMMON_BOOK_NAMES.outgoing)
  if (book === undefined) throw new AppError('not-found', { year })
  return book.id
}

async function replace(office: DemoPorts, { id }: Progress, actors: Actors, at: Date): Promise<void> {
  const { personId: actorId } = actors.callerOf(actors.clerk)
  const reason = 'Được thay thế bằng văn bản có hình thức tương đương'
  await office.store.transaction(async ({ documents }) => {
    const event = { action: 'replace', actorId, at, reason }
    const set = { state: 'replaced', returnReason: reason } as const
    const changed = await documents.change(id, { from: ['issued'], set, event })
    if (!changed) throw new AppError('wrong-state', { id, expected: 'issued' })
  })
}

/** The words of a page that was just laid out are known: no need to read it. */
const knownWords = ({ written: { words } }: Progress): Pick<OfficePorts, 'readPageWords'> => ({
  readPageWords: (_source, page) => Promise.resolve(words.at(page < 0 ? page : page - 1) ?? []),
})

type StepContext = { office: DemoPorts; story: OutgoingStory; actors: Actors; progress: Progress; at: Date }

const STEPS: Readonly<Record<Exclude<OutgoingStep, 'create'>, (context: StepContext) => Promise<Sha256 | undefined>>> =
  {
    submit: async ({ office, actors, progress, at }) => {
      const caller = actors.callerOf(progress.drafter)
      const { sha256 } = await submit({ ...officeAt(office, at), ...knownWords(progress) }, caller, progress.id)
      return sha256 ?? undefined
    },
    return: async ({ office, story, actors, progress, at }) => {
      const reason = createRandom(story.key).pick(RETURN_REASONS)
      await returnToDrafter(officeAt(office, at), actors.callerOf(progress.signer), { id: progress.id, reason })
      return undefined
    },
    'sign-leader': ({ office, story, actors, progress, at }) =>
      sign(office, progress, { story, actors, role: 'leader', at }),
    'sign-agency': ({ office, story, actors, progress, at }) =>
      sign(office, progress, { story, actors, role: 'agency', at }),
    number: async ({ office, actors, progress, at }) => {
      const bookId = await commonBook(office, actors, at)
      const input = { id: progress.id, bookId, issuedDate: civilDate(at) }
      const ports = { ...officeAt(office, at), ...knownWords(progress) }
      const { sha256 } = await assignNumber(ports, actors.callerOf(actors.clerk), input)
      return sha256 ?? undefined
    },
    issue: async ({ office, actors, progress, at }) => {
      await issue(officeAt(office, at), actors.callerOf(actors.clerk), progress.id)
      return undefined
    },
    archive: async ({ office, actors, progress, at }) => {
      await archive(officeAt(office, at), actors.callerOf(actors.clerk), progress.id)
      return undefined
    },
    recall: async ({ office, actors, progress: { id }, at }) => {
      const reason = 'Nội dung chưa chính xác, thu hồi để ban hành lại'
      await recall(officeAt(office, at), actors.callerOf(actors.clerk), { id, reason })
      return undefined
    },
    cancel: async ({ office, actors, progress: { id }, at }) => {
      const reason = 'Không ban hành sau khi đã cấp số'
      await cancel(officeAt(office, at), actors.callerOf(actors.clerk), { id, reason })
      return undefined
    },
    replace: async ({ office, actors, progress, at }) => {
      await replace(office, progress, actors, at)
      return undefined
    },
  }

/** Takes an outgoing document through its steps, one at a call, with the office's own services and their rules. */
export function createOutgoingRun(office: DemoPorts, story: OutgoingStory, actors: Actors) {
  let progress: Progress | undefined
  return async (step: OutgoingStep, at: Date): Promise<void> => {
    if (step === 'create') {
      progress = await create(office, story, actors, at)
      return
    }
    if (progress === undefined) throw new RangeError(`${story.key} is not there yet`)
    const sha256 = await STEPS[step]({ office, story, actors, progress, at })
    if (sha256 !== undefined) progress = { ...progress, sha256 }
  }
}
