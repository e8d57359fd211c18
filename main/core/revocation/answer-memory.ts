import { createHash } from 'node:crypto'
import type { Clock, ValidationServices } from '../ports.ts'

/** What services said while a file was checked, silence included, for whoever needs the same check once more. */
export type AnswerMemory = {
  /** The services for one file. `isAgain`: what is remembered of it is their answer, and only the rest is asked. */
  of: (file: string, services: ValidationServices, asked: { isAgain: boolean }) => ValidationServices
}

/** Who reads a report prints it within this time. */
const KEPT_MS = 5 * 60_000
const MAX_FILES = 50

type Answers = { until: number; said: Map<string, Promise<unknown>> }

/** Remembers for five minutes from the beginning of a check. A check that is made anew asks anew. */
export function createAnswerMemory(clock: Clock): AnswerMemory {
  const files = new Map<string, Answers>()
  const answersOf = (file: string, isAgain: boolean): Answers => {
    const now = clock.now().getTime()
    const known = files.get(file)
    if (isAgain && known && known.until > now) return known
    const fresh = { until: now + KEPT_MS, said: new Map<string, Promise<unknown>>() }
    files.delete(file)
    files.set(file, fresh)
    for (const oldest of files.keys()) {
      if (files.size <= MAX_FILES) break
      files.delete(oldest)
    }
    return fresh
  }
  return {
    of: (file, services, { isAgain }) => {
      const { said } = answersOf(file, isAgain)
      const once = <Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> => {
        const known = said.get(key) as Promise<Answer> | undefined
        const answer = known ?? ask()
        said.set(key, answer)
        return answer
      }
      return {
        evidence: async (certificate, issuer) => {
          const key = `evidence ${digestOf(certificate)} ${digestOf(issuer)}`
          const answer = await once(key, () => services.evidence(certificate, issuer))
          // Whoever gave up waiting heard nothing; the service was not silent.
          if (answer.problems.includes('cancelled')) said.delete(key)
          return answer
        },
        issuers: (certificate) => once(`issuers ${digestOf(certificate)}`, () => services.issuers(certificate)),
      }
    },
  }
}

const digestOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex')
