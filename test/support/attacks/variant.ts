/** One attack on a signed file, and the file that looks most like it but is honest. */
export type AttackVariant = {
  name: string
  attacked: Uint8Array
  honest: Uint8Array
  /**
   * Where INDETERMINATE is the standard's answer to the attack: its sub-indication, or why. Then it suffices that the file
   * never passes; everywhere else a signature must fail, or the change be forbidden.
   */
  undecided?: string
  /** Trusted beside the root of the test PKI. */
  anchors?: readonly Uint8Array[]
  /** The instant to judge for, where it is not the usual one. */
  at?: Date
}

/** Remembers what was made once. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => {
    made ??= make()
    return made
  }
}
