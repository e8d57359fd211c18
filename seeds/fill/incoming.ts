import { AppError, type BookId, type DocumentId, IncomingFields, type IncomingState } from '#contract'
import { COMMON_BOOK_NAMES, listBooks } from '#core/register/books'
import { civilDate } from '#core/register/civil-date'
import { assign, complete, createIncoming, present, sendBack, start } from '#core/register/incoming'
import { registerIncoming } from '#core/register/numbering'
import { symbolOf } from '#core/register/symbol'
import { type Actors, pickStaff } from '#seeds/fill/cast'
import { type DemoPorts, officeAt } from '#seeds/fill/ports'
import { personId } from '#seeds/fill/records'
import type { Arrival } from '#seeds/fill/senders'
import { stageBytes } from '#seeds/fill/sign'
import { addDays } from '#seeds/plan/calendar'
import type { PlannedPerson } from '#seeds/plan/people'
import { createRandom } from '#seeds/plan/random'
import type { IncomingStep, IncomingStory } from '#seeds/plan/stories'

type Progress = { id: DocumentId; arrivalDate: string; handler: PlannedPerson }

const OPINIONS = [
  'Giao bộ phận chuyên môn chủ trì tham mưu, báo cáo lãnh đạo trước thời hạn.',
  'Chủ trì nghiên cứu, đề xuất phương án triển khai.',
  'Tổng hợp ý kiến các đơn vị, dự thảo văn bản trả lời.',
  'Để biết và theo dõi thực hiện.',
]
const RESULTS = [
  'Đã ban hành văn bản trả lời',
  'Đã triển khai đến các đơn vị liên quan',
  'Đã tổng hợp, báo cáo đúng thời hạn',
]
const SEND_BACK_REASON = 'Chữ ký số không toàn vẹn: nội dung đã thay đổi sau khi ký; đề nghị gửi lại'

async function create(
  office: DemoPorts,
  story: IncomingStory,
  { actors, arrival, at }: { actors: Actors; arrival: Arrival; at: Date },
): Promise<Progress> {
  const { bytes, signedAt, facts } = arrival
  const sha256 = await stageBytes(office.files, bytes)
  const arrivalDate = civilDate(at)
  const fields = IncomingFields.parse({
    arrivalDate,
    organName: facts.name,
    codeNumber: String(story.number),
    codeNotation: symbolOf(story.type, facts.symbol, story.type === 'cong-van' ? 'VP' : ''),
    issuedDate: signedAt.toISOString().slice(0, 10),
    type: story.type,
    subject: story.subject,
    urgency: story.urgency,
    signerName: facts.signer,
    signerPosition: facts.position,
  })
  const { id } = await createIncoming(officeAt(office, at), actors.callerOf(actors.clerk), {
    ...fields,
    sha256,
    fileName: `${story.number}-${facts.symbol}.pdf`,
    acceptDuplicate: false,
  })
  return { id, arrivalDate, handler: pickStaff(actors, createRandom(`handler ${story.key}`)) }
}

async function commonBook(office: DemoPorts, actors: Actors, at: Date): Promise<BookId> {
  const year = Number(civilDate(at).slice(0, 4))
  const caller = actors.callerOf(actors.clerk)
  const books = await listBooks(officeAt(office, at), caller, { direction: 'incoming', year })
  const book = books.find(({ name }) => name === COMMON_BOOK_NAMES.incoming)
  if (book === undefined) throw new AppError('not-found', { year })
  return book.id
}

/** Recall of incoming documents (QCVN 102:2016, status 13, 15, 16) has no procedure yet: state and event are written as such. */
async function recallState(
  office: DemoPorts,
  { id }: Progress,
  {
    actors,
    at,
    from,
    to,
    action,
  }: {
    actors: Actors
    at: Date
    from: readonly IncomingState[]
    to: IncomingState
    action: string
  },
): Promise<void> {
  const { personId: actorId } = actors.callerOf(actors.clerk)
  await office.store.transaction(async ({ documents }) => {
    const event = { action, actorId, at, reason: 'Bên gửi đề nghị lấy lại văn bản' }
    const changed = await documents.change(id, { from, set: { state: to }, event })
    if (!changed) throw new AppError('wrong-state', { id, expected: from.join(', ') })
  })
}

type StepContext = {
  office: DemoPorts
  story: IncomingStory
  actors: Actors
  progress: Progress
  at: Date
  today: string
}

/** A deadline around today, some of them missed, none before the document arrived. */
function dueDateOf({ story: { dueIn }, progress: { arrivalDate }, today }: StepContext): string | null {
  if (dueIn === null) return null
  const wanted = addDays(today, dueIn)
  return wanted < arrivalDate ? arrivalDate : wanted
}

const headOf = ({ officials: [head] }: Actors): PlannedPerson => {
  if (head === undefined) throw new RangeError('nobody decides')
  return head
}

const STEPS: Readonly<Record<Exclude<IncomingStep, 'create'>, (context: StepContext) => Promise<unknown>>> = {
  'send-back': ({ office, actors, progress: { id }, at }) =>
    sendBack(officeAt(office, at), actors.callerOf(actors.clerk), { id, reason: SEND_BACK_REASON }),
  register: async ({ office, actors, progress: { id }, at }) =>
    registerIncoming(officeAt(office, at), actors.callerOf(actors.clerk), {
      id,
      bookId: await commonBook(office, actors, at),
    }),
  present: ({ office, actors, progress: { id }, at }) =>
    present(officeAt(office, at), actors.callerOf(actors.clerk), { id, officialId: personId(headOf(actors).key) }),
  assign: (context) => {
    const { office, story, actors, progress, at } = context
    return assign(officeAt(office, at), actors.callerOf(headOf(actors)), {
      id: progress.id,
      handlerId: personId(progress.handler.key),
      cooperatorIds: [],
      dueDate: dueDateOf(context),
      opinion: createRandom(`opinion ${story.key}`).pick(OPINIONS),
    })
  },
  start: ({ office, actors, progress, at }) =>
    start(officeAt(office, at), actors.callerOf(progress.handler), progress.id),
  complete: ({ office, story, actors, progress, at }) =>
    complete(officeAt(office, at), actors.callerOf(progress.handler), {
      id: progress.id,
      result: createRandom(`result ${story.key}`).pick(RESULTS),
    }),
  'request-recall': ({ office, actors, progress, at }) =>
    recallState(office, progress, {
      ...{ actors, at, from: ['registered', 'presented'] },
      to: 'recall-requested',
      action: 'request-recall',
    }),
  'agree-recall': ({ office, actors, progress, at }) =>
    recallState(office, progress, {
      ...{ actors, at, from: ['recall-requested'] },
      to: 'recall-agreed',
      action: 'agree-recall',
    }),
  'refuse-recall': ({ office, actors, progress, at }) =>
    recallState(office, progress, {
      ...{ actors, at, from: ['recall-requested'] },
      to: 'recall-refused',
      action: 'refuse-recall',
    }),
}

/** Takes an incoming document through its steps, one at a call, with the office's own services and their rules. */
export function createIncomingRun(
  office: DemoPorts,
  story: IncomingStory,
  { actors, arrival, today }: { actors: Actors; arrival: Arrival; today: string },
) {
  let progress: Progress | undefined
  return async (step: IncomingStep, at: Date): Promise<void> => {
    if (step === 'create') {
      progress = await create(office, story, { actors, arrival, at })
      return
    }
    if (progress === undefined) throw new RangeError(`${story.key} is not there yet`)
    await STEPS[step]({ office, story, actors, progress, at, today })
  }
}
