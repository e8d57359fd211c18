/** Combining marks, U+0300 to U+036F. */
const MARKS = /[\u0300-\u036f]/g
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u

/**
 * Text as it is indexed and asked for: decomposed, without marks, `đ` as `d`, in lower case. No built-in tokenizer
 * folds `đ`, which has no decomposition, so this happens here, on both sides.
 */
export const fold = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd').normalize('NFC')

/** The folded words of a text, in order. */
export const foldedWords = (text: string): string[] => fold(text).split(BETWEEN_WORDS).filter(Boolean)
