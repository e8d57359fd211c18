import { requireCaller as who } from '#core/people/caller'
import { bindCertificate, inspectCertificate, listCertificates } from '#core/people/certificates'
import { getSettings, updateSettings } from '#core/people/office-settings'
import { listAgencies, listPeople, savePerson, setPassword } from '#core/people/people'
import { closeSession, me, openSession, sessionPeople, setOwnPassword } from '#core/people/session'
import { createDemo, createOffice, setupStatus } from '#core/people/setup'
import { setSignatureImage, signatureImage } from '#core/people/signature-images'
import { createBook, listBooks } from '#core/register/books'
import { checkIntegrityAs } from '#core/register/integrity-check'
import { listEvents } from '#core/register/list'
import { todaySummary } from '#core/register/today'
import { verifyRevision } from '#core/register/verify-revision'
import { printReport } from '#core/reports/print-report'
import { rateTable } from '#core/statistics/rates'
import { os } from './context.ts'
import { levelProcedures } from './level-procedures.ts'
import { documentProcedures, incomingProcedures, outgoingProcedures, signingProcedures } from './office-documents.ts'
import { recheckProcedures } from './recheck-procedures.ts'
import { portsWithFile, readable } from './staged-files.ts'
import { trustProcedures } from './trust-procedures.ts'
import { withKeys } from './with-keys.ts'

const { setup, session, today, books, people, agencies, certificates, statistics, verify, settings, images, audit } =
  os.office

/** `office.*`: one line each from the contract to the core, which checks every right. */
export const officeProcedures = {
  setup: {
    status: setup.status.handler(({ context: { ports } }) => setupStatus(ports)),
    createOffice: setup.createOffice.handler(({ input, context: { ports } }) => createOffice(ports, input)),
    createDemo: setup.createDemo.handler(({ input, context: { ports }, signal }) =>
      createDemo(ports, { ...input, ...(signal ? { signal } : {}) }),
    ),
  },
  session: {
    people: session.people.handler(({ input, context: { ports } }) => sessionPeople(ports, input)),
    open: session.open.handler(({ input, context: { ports, clientId } }) => openSession(ports, clientId, input)),
    me: session.me.handler(({ context: { ports, caller } }) => me(ports, caller)),
    close: session.close.handler(({ context: { ports, clientId } }) => closeSession(ports, clientId)),
    setPassword: session.setPassword.handler(({ input, context: { ports, caller, clientId } }) =>
      setOwnPassword(ports, { caller: who(caller), clientId }, input),
    ),
  },
  today: {
    summary: today.summary.handler(({ context: { ports, caller } }) => todaySummary(ports, who(caller))),
  },
  documents: documentProcedures,
  outgoing: outgoingProcedures,
  incoming: incomingProcedures,
  signing: signingProcedures,
  books: {
    list: books.list.handler(({ input, context: { ports, caller } }) => listBooks(ports, who(caller), input)),
    create: books.create.handler(({ input, context: { ports, caller } }) => createBook(ports, who(caller), input)),
  },
  people: {
    list: people.list.handler(({ input, context: { ports, caller } }) => listPeople(ports, who(caller), input)),
    save: people.save.handler(({ input, context: { ports, caller } }) => savePerson(ports, who(caller), input)),
    setPassword: people.setPassword.handler(({ input, context: { ports, caller, clientId } }) =>
      setPassword(ports, { caller: who(caller), clientId }, input),
    ),
  },
  agencies: {
    list: agencies.list.handler(({ context: { ports, caller } }) => listAgencies(ports, who(caller))),
  },
  certificates: {
    list: certificates.list.handler(async ({ input, context: { ports, caller, runtime } }) =>
      withKeys(await listCertificates(ports, who(caller), input), await runtime.device.keys.list()),
    ),
    inspect: certificates.inspect.handler(({ input, context: { ports, caller } }) => {
      who(caller)
      return inspectCertificate(ports, input.der)
    }),
    record: certificates.record.handler(({ input, context: { ports, caller } }) =>
      bindCertificate(ports, who(caller), input),
    ),
  },
  trust: trustProcedures,
  statistics: {
    rates: statistics.rates.handler(({ input, context: { ports, caller } }) => rateTable(ports, who(caller), input)),
  },
  verify: {
    file: verify.file.handler(async ({ input, context, signal }) =>
      verifyRevision(await portsWithFile(context, input.sha256), { ...input, signal }),
    ),
    print: verify.print.handler(async ({ input, context, signal }) => {
      const ports = await portsWithFile(context, input.sha256)
      return readable(context, await printReport(ports, who(context.caller), { ...input, signal }))
    }),
  },
  settings: {
    get: settings.get.handler(({ context: { ports, caller } }) => {
      who(caller)
      return getSettings(ports)
    }),
    update: settings.update.handler(({ input, context: { ports, caller } }) =>
      updateSettings(ports, who(caller), input),
    ),
  },
  images: {
    get: images.get.handler(({ input, context: { ports, caller } }) => signatureImage(ports, who(caller), input)),
    set: images.set.handler(({ input, context: { ports, caller } }) => setSignatureImage(ports, who(caller), input)),
  },
  levels: levelProcedures,
  rechecks: recheckProcedures,
  audit: {
    list: audit.list.handler(({ input, context: { ports, caller } }) => listEvents(ports, who(caller), input)),
    check: audit.check.handler(({ context: { ports, caller } }) => checkIntegrityAs(ports, who(caller))),
  },
}
