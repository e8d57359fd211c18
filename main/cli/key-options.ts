import { UsageError } from './failures.ts'

/** Options that name a key, as they were typed. */
export type KeyFlags = {
  p12?: string
  passwordFile?: string
  pkcs11?: string
  token?: string
  pinFile?: string
  key?: string
}

export type KeyOptions =
  | { store: 'pkcs12'; p12: string; passwordFile: string | undefined }
  | { store: 'pkcs11'; module: string; token: string; pinFile: string | undefined; key: string | undefined }

/** Exactly one key: a file, or one on a token. */
export function readKeyOptions(flags: KeyFlags): KeyOptions {
  const { p12, passwordFile, pkcs11, token, pinFile, key } = flags
  if (p12 !== undefined && pkcs11 !== undefined) {
    throw new UsageError({
      vi: 'Chỉ dùng một trong --p12 và --pkcs11.',
      en: 'Use either --p12 or --pkcs11, not both.',
    })
  }
  if (pkcs11 !== undefined) {
    if (token !== undefined) return { store: 'pkcs11', module: pkcs11, token, pinFile, key }
    throw new UsageError({ vi: '--pkcs11 cần --token TÊN.', en: '--pkcs11 needs --token LABEL.' })
  }
  for (const [flag, value] of Object.entries({ '--token': token, '--pin-file': pinFile, '--key': key })) {
    if (value !== undefined) {
      throw new UsageError({ vi: `${flag} cần --pkcs11 TỆP.`, en: `${flag} needs --pkcs11 MODULE.` })
    }
  }
  if (p12 !== undefined) return { store: 'pkcs12', p12, passwordFile }
  throw new UsageError({
    vi: 'Thiếu khóa: --p12 TỆP, hoặc --pkcs11 TỆP --token TÊN.',
    en: 'The key is missing: --p12 FILE, or --pkcs11 MODULE --token LABEL.',
  })
}
