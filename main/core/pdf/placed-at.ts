import { AppError } from '#contract'

/** Runs work on what stands at an offset; a damage that does not say where it is gets that one. */
export function placedAt<Result>(offset: number, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'pdf-damaged' || error.details.offset !== undefined) throw error
    throw new AppError(error.code, { ...error.details, offset }, { cause: error })
  }
}
