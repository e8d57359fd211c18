import type { ValidationServices } from '../ports.ts'

/** All questions about one file together; in the background one slow service still gets its time. */
export const ASKING_MS = { quick: 60_000, patient: 180_000 } as const

/** What is said of a certificate that there was no time left to ask about. */
const NO_TIME = 'service-unreachable'

/**
 * The services for one file, for so long all together from the first question on; then they answer as if nobody were
 * there, and the check goes on without them. What is under way still arrives where it is kept for the next file.
 */
export function withinTime(services: ValidationServices, ms: number): ValidationServices {
  let until: number | undefined
  const orSilent = async <Answer>(asking: () => Promise<Answer>, silent: Answer): Promise<Answer> => {
    until ??= performance.now() + ms
    const left = until - performance.now()
    if (left <= 0) return silent
    let timer: NodeJS.Timeout | undefined
    const over = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => resolve(silent), left)
    })
    try {
      return await Promise.race([asking(), over])
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    evidence: (...args) => orSilent(() => services.evidence(...args), { answers: [], problems: [NO_TIME] }),
    issuers: (...args) => orSilent(() => services.issuers(...args), []),
  }
}
