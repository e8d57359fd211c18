import { createHash } from 'node:crypto'

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

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** JSON with sorted keys and without nulls: the same content has the same text, and a later, empty column changes nothing. */
function canonical(content: Readonly<Record<string, Scalar>>): string {
  const pairs: [string, Scalar][] = []
  for (const key of Object.keys(content).sort()) {
    const value = content[key] ?? null
    if (value !== null) pairs.push([key, value])
  }
  return JSON.stringify(pairs)
}

/** Hash of an event over everything it says, its place and the hash before it included. */
export const eventHash = (event: ChainedEvent): string => sha256(canonical(event))

/** Hash of a row, by which an event vouches for it. */
export const rowHash = (row: Readonly<Record<string, Scalar>>): string => sha256(canonical(row))
