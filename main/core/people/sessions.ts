import type { PersonId } from '#contract'

/**
 * Which client (a window, a browser) works as which person. Kept in the process: closing the app ends every session.
 */
export type Sessions = {
  open: (clientId: string, personId: PersonId) => void
  personOf: (clientId: string) => PersonId | undefined
  close: (clientId: string) => void
  /** Ends every session of a person but that of one client. */
  closePerson: (personId: PersonId, except?: string) => void
  /** Called with the client whose session ended or changed hands, so that its open keys are closed. */
  onClose: (listener: (clientId: string) => void) => void
}

export function createSessions(): Sessions {
  const people = new Map<string, PersonId>()
  const listeners: ((clientId: string) => void)[] = []
  const end = (clientId: string) => {
    if (!people.delete(clientId)) return
    for (const listener of listeners) listener(clientId)
  }
  return {
    open: (clientId, personId) => {
      end(clientId)
      people.set(clientId, personId)
    },
    personOf: (clientId) => people.get(clientId),
    close: end,
    closePerson: (personId, except) => {
      for (const [clientId, works] of [...people]) if (works === personId && clientId !== except) end(clientId)
    },
    onClose: (listener) => void listeners.push(listener),
  }
}
