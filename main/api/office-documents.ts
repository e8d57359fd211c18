import { requireCaller as who } from '#core/people/caller'
import { getDocument } from '#core/register/act'
import { addAppendix, removeAppendix } from '#core/register/appendices'
import { handIn } from '#core/register/hand-in'
import { assign, complete, createIncoming, present, sendBack, start, updateIncoming } from '#core/register/incoming'
import { listDocuments } from '#core/register/list'
import { numberPlacesOf } from '#core/register/number-on-page'
import { assignNumber, previewNumber, registerIncoming } from '#core/register/numbering'
import {
  archive,
  cancel,
  createOutgoing,
  deleteDraft,
  issue,
  recall,
  replaceFile,
  returnToDrafter,
  submit,
  updateOutgoing,
  withdraw,
} from '#core/register/outgoing'
import { prepareSigning } from '#core/register/prepare'
import { checkPdfToSign } from '#core/register/staged-pdf'
import { reportOf } from '#core/register/verify-revision'
import { os } from './context.ts'
import { portsWithFile } from './staged-files.ts'

const { documents, outgoing, incoming, signing } = os.office

export const documentProcedures = {
  list: documents.list.handler(({ input, context: { ports, caller } }) => listDocuments(ports, who(caller), input)),
  get: documents.get.handler(({ input, context: { ports, caller } }) => getDocument(ports, who(caller), input.id)),
  report: documents.report.handler(({ input, context: { ports, caller } }) => reportOf(ports, who(caller), input.id)),
}

export const outgoingProcedures = {
  inspect: outgoing.inspect.handler(async ({ input, context }) =>
    checkPdfToSign(await portsWithFile(context, input.sha256), input.sha256),
  ),
  create: outgoing.create.handler(async ({ input, context }) =>
    createOutgoing(await portsWithFile(context, input.sha256), who(context.caller), input),
  ),
  update: outgoing.update.handler(({ input, context: { ports, caller } }) => updateOutgoing(ports, who(caller), input)),
  replaceFile: outgoing.replaceFile.handler(async ({ input, context }) =>
    replaceFile(await portsWithFile(context, input.sha256), who(context.caller), input),
  ),
  addAppendix: outgoing.addAppendix.handler(async ({ input, context }) =>
    addAppendix(await portsWithFile(context, input.sha256), who(context.caller), input),
  ),
  removeAppendix: outgoing.removeAppendix.handler(({ input, context: { ports, caller } }) =>
    removeAppendix(ports, who(caller), input),
  ),
  submit: outgoing.submit.handler(({ input, context: { ports, caller } }) => submit(ports, who(caller), input.id)),
  withdraw: outgoing.withdraw.handler(({ input, context: { ports, caller } }) =>
    withdraw(ports, who(caller), input.id),
  ),
  return: outgoing.return.handler(({ input, context: { ports, caller } }) =>
    returnToDrafter(ports, who(caller), input),
  ),
  numberPlaces: outgoing.numberPlaces.handler(({ input, context: { ports, caller } }) =>
    numberPlacesOf(ports, who(caller), input.id),
  ),
  previewNumber: outgoing.previewNumber.handler(({ input, context: { ports, caller } }) =>
    previewNumber(ports, who(caller), input),
  ),
  assignNumber: outgoing.assignNumber.handler(({ input, context: { ports, caller } }) =>
    assignNumber(ports, who(caller), input),
  ),
  issue: outgoing.issue.handler(({ input, context: { ports, caller } }) => issue(ports, who(caller), input.id)),
  archive: outgoing.archive.handler(({ input, context: { ports, caller } }) => archive(ports, who(caller), input.id)),
  recall: outgoing.recall.handler(({ input, context: { ports, caller } }) => recall(ports, who(caller), input)),
  cancel: outgoing.cancel.handler(({ input, context: { ports, caller } }) => cancel(ports, who(caller), input)),
  deleteDraft: outgoing.deleteDraft.handler(({ input, context: { ports, caller } }) =>
    deleteDraft(ports, who(caller), input.id),
  ),
}

export const incomingProcedures = {
  create: incoming.create.handler(async ({ input, context }) =>
    createIncoming(await portsWithFile(context, input.sha256), who(context.caller), input),
  ),
  update: incoming.update.handler(({ input, context: { ports, caller } }) => updateIncoming(ports, who(caller), input)),
  register: incoming.register.handler(({ input, context: { ports, caller } }) =>
    registerIncoming(ports, who(caller), input),
  ),
  sendBack: incoming.sendBack.handler(({ input, context: { ports, caller } }) => sendBack(ports, who(caller), input)),
  present: incoming.present.handler(({ input, context: { ports, caller } }) => present(ports, who(caller), input)),
  assign: incoming.assign.handler(({ input, context: { ports, caller } }) => assign(ports, who(caller), input)),
  start: incoming.start.handler(({ input, context: { ports, caller } }) => start(ports, who(caller), input.id)),
  complete: incoming.complete.handler(({ input, context: { ports, caller } }) => complete(ports, who(caller), input)),
}

export const signingProcedures = {
  prepare: signing.prepare.handler(({ input, context: { ports, caller } }) =>
    prepareSigning(ports, who(caller), input),
  ),
  handIn: signing.handIn.handler(async ({ input, context }) =>
    handIn(await portsWithFile(context, input.signed), who(context.caller), input),
  ),
}
