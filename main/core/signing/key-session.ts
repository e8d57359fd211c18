import { AppError, type KeyId } from '#contract'
import type { Clock, KeyStore, SigningKey } from '#core/ports'

/** Starts a timer and returns what stops it. */
export type StartTimer = (run: () => void, afterMs: number) => () => void

/** Opened keys, each of one client: a PIN opens a key for whoever typed it and for nobody else. */
export type KeySessions = {
  /**
   * Lends the opened key for one piece of work; `secret` opens it (anew), without one the session must be open.
   * The key closes by itself 5 minutes after the last piece of work.
   *
   * @throws AppError `key-session-closed` without secret and session, and whatever opening the key throws.
   */
  use: <Result>(who: KeyUser, secret: string | undefined, work: (key: SigningKey) => Promise<Result>) => Promise<Result>
  /** Until when the key signs without being asked again; null where it is closed. */
  openUntil: (who: KeyUser) => Date | null
  /** Closes what a client has open. */
  closeOf: (clientId: string) => void
  /** Closes everything at once: lock screen, quit. */
  closeAll: () => void
}

export type KeyUser = { clientId: string; keyId: KeyId }

export const IDLE_MS = 5 * 60 * 1000

type Session = { key: SigningKey; until: Date; busy: number; stopTimer: () => void; closed: boolean }
type Parts = { keys: KeyStore; clock: Clock; startTimer: StartTimer }

export function createKeySessions(parts: Parts): KeySessions {
  const sessions = new Map<string, Session>()
  const close = (name: string) => {
    const session = sessions.get(name)
    sessions.delete(name)
    if (session) end(session)
  }
  const open = async (name: string, keyId: KeyId, secret: string): Promise<Session> => {
    const key = await parts.keys.open(keyId, secret)
    close(name)
    const session: Session = { key, until: idleEnd(parts), busy: 0, stopTimer: () => undefined, closed: false }
    sessions.set(name, session)
    return session
  }

  return {
    use: async (who, secret, work) => {
      const name = nameOf(who)
      const session = secret === undefined ? sessions.get(name) : await open(name, who.keyId, secret)
      if (!session) throw new AppError('key-session-closed')
      session.busy += 1
      try {
        return await work(guarded(session))
      } finally {
        session.busy -= 1
        if (!session.closed) {
          rest(parts, session, () => {
            close(name)
          })
        }
      }
    },
    openUntil: (who) => sessions.get(nameOf(who))?.until ?? null,
    closeOf: (clientId) => {
      for (const name of [...sessions.keys()]) if (name.startsWith(`${clientId} `)) close(name)
    },
    closeAll: () => {
      for (const name of [...sessions.keys()]) close(name)
    },
  }
}

function end(session: Session): void {
  session.closed = true
  session.stopTimer()
  session.key.close()
}

function idleEnd({ clock }: Parts): Date {
  return new Date(clock.now().getTime() + IDLE_MS)
}

/** Starts the idle time anew. What fires in the middle of work does nothing: the work's end starts it again. */
function rest(parts: Parts, session: Session, close: () => void): void {
  session.stopTimer()
  session.until = idleEnd(parts)
  session.stopTimer = parts.startTimer(() => {
    if (session.busy === 0) close()
  }, IDLE_MS)
}

function nameOf({ clientId, keyId }: KeyUser): string {
  return `${clientId} ${keyId}`
}

/** The same key; once its session is closed it signs no more, even in the middle of a batch. */
function guarded(session: Session): SigningKey {
  const { key } = session
  return {
    certificate: key.certificate,
    chain: key.chain,
    scheme: key.scheme,
    digest: key.digest,
    sign: async (data) => {
      if (session.closed) throw new AppError('key-session-closed')
      return key.sign(data)
    },
    // The session closes it.
    close: () => undefined,
  }
}
