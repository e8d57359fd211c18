import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#contract'
import type { Logger, SigningKey } from '#core/ports'
import type { NativeKey } from '#main/adapters/keys/native-key'
import { findTokenProcess, forkTokenProcess } from '#main/adapters/keys/pkcs11/fork'
import { openNamedKey } from '#main/adapters/keys/pkcs11/named-key'
import { openPkcs12 } from '#main/adapters/keys/pkcs12'
import type { KeyOptions } from './key-options.ts'
import type { Output } from './output.ts'
import { readSecret } from './secret.ts'

/** A key for one run of the program; `share`: what other threads sign with, where the key is in this process. */
export type OpenedKey = { key: SigningKey; share?: () => NativeKey; end: () => Promise<void> }

/** Opens the key that was named; its password or PIN comes from a file or is asked for, once. */
export function openKey(output: Output, options: KeyOptions): Promise<OpenedKey> {
  return options.store === 'pkcs12' ? openFile(output, options) : openToken(output, options)
}

async function openFile(output: Output, options: Extract<KeyOptions, { store: 'pkcs12' }>): Promise<OpenedKey> {
  const { p12, passwordFile } = options
  const data = await readFile(p12).catch((cause: unknown) => {
    throw new AppError('file-unreadable', { file: p12 }, { cause })
  })
  const prompt = output.say({ vi: `Mật khẩu của ${p12}: `, en: `Password of ${p12}: ` })
  const key = await openPkcs12(data, await readSecret(passwordFile, prompt))
  return {
    key,
    share: key.share,
    end: async () => {
      key.close()
    },
  }
}

async function openToken(output: Output, options: Extract<KeyOptions, { store: 'pkcs11' }>): Promise<OpenedKey> {
  const start = forkTokenProcess(findTokenProcess(join(import.meta.dirname, '..')))
  const opened = await openNamedKey(options, { start, log: logOn(output) }, async ({ label, pinOnDevice }) => {
    if (!pinOnDevice) {
      const prompt = output.say({ vi: `Mã PIN của token ${label}: `, en: `PIN of the token ${label}: ` })
      return readSecret(options.pinFile, prompt)
    }
    output.note(
      output.say({ vi: `Hãy nhập mã PIN trên thiết bị ${label}.`, en: `Enter the PIN on the device ${label}.` }),
    )
    return ''
  })
  if (opened.key.scheme === 'rsa-pkcs1') {
    const vi = 'Token không hỗ trợ RSASSA-PSS; ký theo RSASSA-PKCS1-v1_5.'
    output.note(output.say({ vi, en: 'The token does not offer RSASSA-PSS; it signs with RSASSA-PKCS1-v1_5.' }))
  }
  return opened
}

/** What a driver does behind the scenes is told where somebody reads it; the failure itself is told anyway. */
const logOn = (output: Output): Logger => ({
  info: () => undefined,
  error: (event, _fields, cause) => {
    if (cause instanceof Error) output.note(`${event}: ${cause.message}`)
  },
})
