import type { FileReport } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { inspectPdf } from '#core/pdf/inspect'
import type { ByteSource, ValidationServices } from '#core/ports'
import { verifyPdf } from '#core/verification/verify-pdf'
import type { Answer, Ask, FileForThread, Outcome, Question, Work } from './messages.ts'
import { sendable, valueOf } from './sent-error.ts'

/** The bytes of a file that the office has open. */
type OpenDescriptor = (descriptor: number, size: number) => ByteSource

function sourceOf(file: FileForThread, openDescriptor: OpenDescriptor): ByteSource {
  const source = 'bytes' in file ? bytesInMemory(file.bytes) : openDescriptor(file.descriptor, file.size)
  return { ...source, password: file.password }
}

type Tell = (answer: Answer) => void

/** Takes what the office tells the thread: work, which is done with one file after the other, and replies to questions. */
export function createRunner(tell: Tell, openDescriptor: OpenDescriptor): (message: Ask) => void {
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>()
  let lastCall = 0
  const ask = async <Reply>(question: Question): Promise<Reply> => {
    lastCall += 1
    const call = lastCall
    const outcome = await new Promise<Outcome<unknown>>((resolve) => {
      waiting.set(call, resolve)
      tell({ kind: 'call', call, question })
    })
    return valueOf(outcome) as Reply
  }
  const services: ValidationServices = {
    evidence: (...args) => ask({ name: 'evidence', with: args }),
    issuers: (...args) => ask({ name: 'issuers', with: args }),
  }
  return (message) => {
    if (message.kind === 'reply') {
      waiting.get(message.call)?.(message.outcome)
      waiting.delete(message.call)
      return
    }
    tell({ kind: 'begun' })
    void outcomeOf(message.work, { services, openDescriptor }).then((outcome) => {
      tell({ kind: 'done', outcome })
    })
  }
}

type World = { services: ValidationServices; openDescriptor: OpenDescriptor }

async function resultOf(work: Work, { services, openDescriptor }: World): Promise<FileReport | { pages: number }> {
  const source = sourceOf(work.file, openDescriptor)
  if (work.kind === 'inspect') return inspectPdf(source)
  return verifyPdf(source, { ...work.options, services: work.isOnline ? services : undefined })
}

async function outcomeOf(work: Work, world: World): Promise<Outcome<FileReport | { pages: number }>> {
  try {
    return { value: await resultOf(work, world) }
  } catch (error) {
    return { error: sendable(error) }
  }
}
