import { hash } from 'node:crypto'

type Scalar = string | number | null
/** What an event says. The hashes of the row before and after stand for its content, so that erasure stays possible. */
export type ChainedEvent = {
  seq: number
  at: string
  actorId: string | null
  action: string
  objectKind: string
  objectId: string
  agencyId: string | null
  fromState: string | null
  toState: string | null
  reason: string
  before: string | null
  after: string | null
  previous: string
}

/** The hash that the first event continues. */
export const CHAIN_START = '0'.repeat(64)

const sha256 = (text: string): string => hash('sha256', text)

type Content = Readonly<Record<string, Scalar>>

/**
 * Names and values in turn, by name, as JSON; without nulls. The same content has the same text, and a later, empty
 * column changes nothing.
 */
function canonical(content: Content, names: readonly string[]): string {
  const parts: Scalar[] = []
  for (const name of names) {
    const value = content[name] ?? null
    if (value !== null) parts.push(name, value)
  }
  return JSON.stringify(parts)
}

const sorted = (content: Content): string[] => Object.keys(content).sort()

/** Hash of an event over everything it says, its place and the hash before it included. */
export const eventHash = (event: ChainedEvent): string => sha256(canonical(event, EVENT_NAMES))

const EVENT_NAMES: readonly (keyof ChainedEvent)[] = [
  'action',
  'actorId',
  'after',
  'agencyId',
  'at',
  'before',
  'fromState',
  'objectId',
  'objectKind',
  'previous',
  'reason',
  'seq',
  'toState',
]

/** Hash of a row, by which an event vouches for it. `names`: the row's, sorted, where they are known. */
export const rowHash = (row: Content, names: readonly string[] = sorted(row)): string => sha256(canonical(row, names))
