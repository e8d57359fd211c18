import { AppError, DEFAULT_APPEARANCES } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { WorkspaceSettings } from '#core/ports'
import { importIssued } from '#core/register/import'
import { type Actors, createActors } from '#seeds/fill/cast'
import { keepImages } from '#seeds/fill/keep-images'
import { issueCertificates } from '#seeds/fill/keys'
import type { DemoPorts, Report } from '#seeds/fill/ports'
import { toAgency, toImported, toPerson } from '#seeds/fill/records'
import { writeArrivals } from '#seeds/fill/senders'
import { storeKeys } from '#seeds/fill/store-keys'
import { playStories } from '#seeds/fill/stories'
import { createPki, type Pki } from '#seeds/pki'
import { FEATURED } from '#seeds/plan/agencies'
import { type DemoPlan, planDemo } from '#seeds/plan/demo-plan'

export type FillOptions = {
  /** 1: the published province; less: a smaller one with every state still in it. */
  scale?: number
  signal?: AbortSignal
}

const OFFICE_NAME = 'Tỉnh Vĩnh Phúc - dữ liệu mô phỏng'

/** The leader's picture alone and the seal alone: NĐ 30/2020, PL I, I.II.7.d and II.8.a. Sizes as offices use today. */
function settingsOf(pki: Pki, now: Date): WorkspaceSettings {
  return {
    officeName: OFFICE_NAME,
    demo: true,
    targetPercent: 95,
    appearances: DEFAULT_APPEARANCES,
    signingTime: 'iso',
    trustAnchors: [
      {
        der: Buffer.from(pki.root.certificate).toString('base64'),
        addedAt: now.toISOString(),
        addedBy: 'Văn phòng mẫu (CA mô phỏng)',
      },
    ],
  }
}

async function fillRegister(office: OfficePorts, plan: DemoPlan, signal: AbortSignal | undefined, report: Report) {
  const names = new Map(plan.agencies.map(({ key, name }) => [key, name]))
  const of = plan.declaredCount
  function* rows() {
    let order = 0
    for (const document of plan.declared()) {
      if (signal?.aborted) throw new AppError('cancelled')
      yield toImported(document, ++order, names.get(document.agencyKey) ?? '')
    }
  }
  await importIssued(office, { documents: rows() }, (done) => {
    report({ step: 'declared-documents', done, of })
  })
}

function actorsOf(plan: DemoPlan, pki: Pki, keys: Parameters<typeof createActors>[2]['keys']): Map<string, Actors> {
  const chain = [pki.issuing.certificate]
  return new Map(
    Object.values(FEATURED).flatMap((key) => {
      const agency = plan.agencies.find((one) => one.key === key)
      if (agency === undefined) return []
      const hasOthersBelow = plan.agencies.some(({ parentKey }) => parentKey === key)
      return [[key, createActors(agency, plan.peopleOf.get(key) ?? [], { keys, chain, hasOthersBelow })] as const]
    }),
  )
}

/**
 * Fills an empty workspace with the demo office. Everything in it is invented. The same scale and clock give the same
 * office, except for keys and certificates, which are fresh.
 *
 * @throws AppError `cancelled` between two documents; what was filled until then stays, but the office is not ready.
 */
export async function fillDemo(office: DemoPorts, options: FillOptions, onProgress: Report): Promise<void> {
  const now = office.clock.now()
  const plan = planDemo({ scale: options.scale ?? 1, now })
  onProgress({ step: 'certificates', done: 0, of: plan.certificates.length })
  const pki = await createPki({ demo: true })
  const { records, keys } = await issueCertificates(office, pki, plan, (done) => {
    onProgress({ step: 'certificates', done, of: plan.certificates.length })
  })
  await importIssued(office, {
    agencies: plan.agencies.map(toAgency),
    people: plan.people.map(toPerson),
    certificates: records,
  })
  await fillRegister(office, plan, options.signal, onProgress)

  const actors = actorsOf(plan, pki, keys)
  const settings = settingsOf(pki, now)
  // The workspace's own settings come last: an office that was not filled to the end is not ready.
  const during: DemoPorts = { ...office, settings: { ...office.settings, get: () => Promise.resolve(settings) } }
  const incoming = plan.stories.filter((story) => story.direction === 'incoming')
  const arrivals = await writeArrivals(incoming, { pki, now, signal: options.signal })
  // Before the stories: a letter's field for the seal is as large as the seal.
  await keepImages(office, actors.values())
  const company = { actors, arrivals, signal: options.signal }
  await playStories(during, plan.stories, company, onProgress)
  await storeKeys(office, plan, { keys, pki })
  await office.settings.set(settings)
}
