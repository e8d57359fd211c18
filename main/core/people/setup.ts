import { randomUUID } from 'node:crypto'
import {
  type AgencyId,
  AppError,
  DEFAULT_APPEARANCES,
  type OfficeSettings,
  type Person,
  type PersonId,
  type Role,
} from '#contract'
import type { DemoProgress, OfficePorts } from '#core/office-ports'
import { civilDate } from '#core/register/civil-date'
import { hashPassword } from './password.ts'

type Ports = Pick<OfficePorts, 'store' | 'settings' | 'clock' | 'demo'>

/** What a new office starts with. Sizes of NĐ 30/2020, PL I, I.II.7.d, I.II.8.a. */
export const DEFAULT_SETTINGS: Omit<OfficeSettings, 'officeName' | 'demo'> = {
  targetPercent: 98,
  appearances: DEFAULT_APPEARANCES,
  signingTime: 'iso',
}

export async function setupStatus({ store, settings, demo }: Ports) {
  const office = await settings.get()
  const isReady = office !== undefined && (await store.agencies.count()) > 0
  return {
    state: isReady ? ('ready' as const) : ('empty' as const),
    officeName: office?.officeName ?? '',
    demo: office?.demo ?? false,
    demoAvailable: demo !== undefined,
  }
}

/** Throws `workspace-not-empty`: an office is made once. */
async function requireEmpty({ store }: Pick<Ports, 'store'>): Promise<void> {
  if ((await store.agencies.count()) > 0) throw new AppError('workspace-not-empty')
}

type NewOffice = {
  officeName: string
  symbol: string
  organId: string
  place: string
  adminName: string
  adminPosition: string
  adminRoles: readonly Role[]
  adminPassword: string | null
}

/** Creates the office, its agency and its first admin in an empty workspace. */
export async function createOffice(ports: Ports, input: NewOffice): Promise<Person> {
  const { store, settings, clock } = ports
  await requireEmpty(ports)
  const at = clock.now()
  const agencyId = randomUUID() as AgencyId
  const id = randomUUID() as PersonId
  const { officeName: name, symbol, organId, place } = input
  const hash = input.adminPassword === null ? null : await hashPassword(input.adminPassword)
  await store.transaction(async (stores) => {
    await requireEmpty({ store: { ...store, ...stores } })
    await stores.agencies.insert({
      ...{ id: agencyId, parentId: null, name, symbol, organId, place },
      ...{ level: 'commune', validFrom: civilDate(at), validTo: null },
    })
    const roles = [...new Set<Role>(['admin', ...input.adminRoles])]
    await stores.people.save({
      id,
      agencyId,
      name: input.adminName,
      position: input.adminPosition,
      roles,
      active: true,
    })
    if (hash !== null) await stores.people.setPasswordHash(id, hash)
    await stores.events.append({
      ...{ action: 'create-office', actorId: id, at },
      object: { kind: 'agency', id: agencyId, agencyId },
    })
    await stores.events.append({ action: 'add-person', actorId: id, at, object: { kind: 'person', id, agencyId } })
    // Of two at once only one comes this far.
    await settings.set({ ...DEFAULT_SETTINGS, officeName: name, demo: false, trustAnchors: [] })
  })
  const person = await store.people.get(id)
  if (!person) throw new AppError('not-found', { id })
  return person
}

/** Fills an empty workspace with the demo office; progress as it comes. Throws `demo-not-available`, `workspace-not-empty`. */
export async function* createDemo(
  office: OfficePorts,
  options: { scale: number; signal?: AbortSignal },
): AsyncGenerator<DemoProgress, void> {
  if (!office.demo) throw new AppError('demo-not-available')
  await requireEmpty(office)
  const { demo } = office
  const stop = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal
  try {
    yield* toldProgress((tell) => demo.fillDemo(office, { ...options, signal }, tell))
  } finally {
    // Whoever stops listening stops the work.
    stop.abort()
  }
}

/** What a job tells while it runs, as it comes; the job's failure is this generator's. */
async function* toldProgress<T>(job: (tell: (progress: T) => void) => Promise<void>): AsyncGenerator<T, void> {
  const told: T[] = []
  const state: { isDone: boolean; wake: () => void } = { isDone: false, wake: () => undefined }
  const ended = job((progress) => {
    told.push(progress)
    state.wake()
  }).finally(() => {
    state.isDone = true
    state.wake()
  })
  // Until it is awaited below, a failure is nobody's.
  ended.catch(() => undefined)
  while (!state.isDone || told.length > 0) {
    const next = told.shift()
    if (next !== undefined) yield next
    else {
      await new Promise<void>((resolve) => {
        state.wake = resolve
      })
    }
  }
  await ended
}
