/** An encoding that cannot be read, with the offset where reading stopped. Never reaches the page: readers turn it into their own failure or finding. */
export class DerError extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(`${message} (offset ${offset})`)
    this.name = 'DerError'
    this.offset = offset
  }
}
