/** Text without diacritics and in lower case, as people type it when they search; `đ` has no decomposition. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase()
}
