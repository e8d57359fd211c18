import type { OfficeCertificate } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import type { StoredKey } from '#core/ports'

/** Says of each certificate of the office which key of this workstation belongs to it: the office cannot know. */
export function withKeys<Page extends { rows: OfficeCertificate[] }>(page: Page, keys: readonly StoredKey[]): Page {
  const keyOf = new Map(keys.map(({ id, certificate }) => [readCertificate(certificate).facts.sha256, id]))
  return { ...page, rows: page.rows.map((row) => ({ ...row, keyId: keyOf.get(row.facts.sha256) ?? null })) }
}
