import { createHash } from 'node:crypto'
import { AppError, type IntegrityProblem, type Sha256 } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { type Caller, requireRole } from '#core/people/caller'
import type { CheckProgress } from './store.ts'

type Ports = Pick<OfficePorts, 'store' | 'files' | 'clock'>
export type CheckEvent = CheckProgress & { step: string; finishedAt: string | null }

/**
 * Checks what must always hold: numbers without gap or twin, every file as its name says and none missing or forgotten,
 * an unbroken chain of events that vouches for every row, the search index, and the figures. Finds; mends nothing.
 */
export async function* checkIntegrity({ store, files, clock }: Ports): AsyncGenerator<CheckEvent, void> {
  const { integrity } = store
  const steps: [string, AsyncIterable<CheckProgress>][] = [
    ['numbers', integrity.numbers()],
    ['events', integrity.events()],
    ['search', integrity.search()],
    ['rates', integrity.rates()],
    ['files', checkFiles({ store, files })],
  ]
  for (const [step, progress] of steps) {
    for await (const event of progress) yield { step, ...event, finishedAt: null }
  }
  yield { step: 'finished', done: 1, of: 1, problems: [], finishedAt: clock.now().toISOString() }
}

/** The same for an admin. Throws `forbidden`. */
export function checkIntegrityAs(ports: Ports, caller: Caller): AsyncGenerator<CheckEvent, void> {
  requireRole(caller, 'admin')
  return checkIntegrity(ports)
}

const FILES_PER_EVENT = 20

/** Each named file is there with that content; files that no revision names are told. */
async function* checkFiles({ store, files }: Pick<Ports, 'store' | 'files'>): AsyncGenerator<CheckProgress, void> {
  const of = await store.integrity.fileCount()
  let done = 0
  let problems: IntegrityProblem[] = []
  for await (const { sha256, size } of store.integrity.files()) {
    const problem = await fileProblem(files, sha256, size)
    if (problem !== undefined) problems.push(problem)
    done += 1
    if (done % FILES_PER_EVENT !== 0) continue
    yield { done, of, problems }
    problems = []
  }
  for await (const { sha256 } of files.list()) {
    if (!(await store.documents.isKept(sha256))) problems.push({ code: 'file-unclaimed', details: { sha256 } })
  }
  yield { done, of, problems }
}

async function fileProblem(files: Ports['files'], sha256: Sha256, size: number): Promise<IntegrityProblem | undefined> {
  try {
    const file = await files.open(sha256)
    try {
      const hash = createHash('sha256')
      for await (const chunk of file.chunks(0, file.size)) hash.update(chunk)
      const isSame = file.size === size && hash.digest('hex') === sha256
      return isSame ? undefined : { code: 'file-changed', details: { sha256 } }
    } finally {
      file.close()
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-missing') {
      return { code: 'file-missing', details: { sha256 } }
    }
    throw error
  }
}
