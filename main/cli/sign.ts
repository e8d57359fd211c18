import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { AppError } from '#contract'
import { requireUsableForSigning } from '#core/certificates/usable'
import { DEFAULT_SETTINGS } from '#core/people/setup'
import type { OpenFile, SigningKey } from '#core/ports'
import { inParallel } from '#core/signing/in-parallel'
import { lookFrom, textLook } from '#core/signing/role-look'
import { type SignedFile, type SignRequest, signPdf } from '#core/signing/sign-pdf'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { openPkcs12 } from '#main/adapters/keys/pkcs12'
import { reportOf } from './failures.ts'
import { createOutputFile, openInput } from './local-output.ts'
import type { Output } from './output.ts'
import { readSecret } from './secret.ts'
import { outputsFor, readSignOptions, type SignFlags, type SignOptions } from './sign-options.ts'

/** Files under way at the same time: enough that neither the disk nor the key waits for the other. */
const AT_ONCE = 4

type Done = { file: string; out: string; field: string; sha256: string; size: number }
type Failed = { file: string; error: ReturnType<typeof reportOf> }

/** Signs each file into a new one with one opened key; what fails is reported and the next one is signed. */
export async function runSign(output: Output, inputs: readonly string[], flags: SignFlags): Promise<number> {
  const options = readSignOptions(flags)
  const outputs = outputsFor(inputs, flags)
  const image = options.image === undefined ? undefined : await readOr(options.image, 'image-unreadable')
  const key = await openKey(output, options)
  try {
    requireUsableForSigning(key.certificate, new Date())
    const results: (Done | Failed)[] = []
    const batch = { output, key, options, image }
    const one = (file: string, index: number) => signOne({ file, out: outputs[index] ?? '' }, batch)
    for await (const result of inParallel(inputs, AT_ONCE, one)) {
      print(output, result)
      results.push(result)
    }
    const failed = results.filter((result) => 'error' in result).length
    output.json({ files: results, signed: results.length - failed, failed })
    return failed === 0 ? 0 : 1
  } finally {
    key.close()
  }
}

async function openKey(output: Output, { p12, passwordFile }: SignOptions): Promise<SigningKey> {
  const data = await readOr(p12, 'file-unreadable')
  const prompt = output.say({ vi: `Mật khẩu của ${p12}: `, en: `Password of ${p12}: ` })
  return openPkcs12(data, await readSecret(passwordFile, prompt))
}

async function readOr(path: string, code: 'file-unreadable' | 'image-unreadable'): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new AppError(code, { file: path }, { cause })
  }
}

type Batch = { output: Output; key: SigningKey; options: SignOptions; image: Uint8Array | undefined }

async function signOne({ file, out }: { file: string; out: string }, batch: Batch): Promise<Done | Failed> {
  try {
    // Also where the name is the input's own: an existing file is never overwritten.
    if (existsSync(out)) throw new AppError('output-exists', { file: out })
    const source = openInput(file)
    try {
      const { field, sha256, size } = await signInto(source, out, batch)
      return { file, out, field, sha256, size }
    } finally {
      source.close()
    }
  } catch (error) {
    return { file, error: reportOf(error, batch.output.language, batch.output.note) }
  }
}

async function signInto(source: OpenFile, out: string, { key, options, image }: Batch): Promise<SignedFile> {
  const signedAt = new Date()
  const look = await lookOf(source, { key, options, image, signedAt })
  const target = createOutputFile(out)
  try {
    const { reason, location } = options
    const words = { ...(reason === undefined ? {} : { reason }), ...(location === undefined ? {} : { location }) }
    const signed = await signPdf({ source, key, signedAt, ...look, ...words }, target)
    await target.finish()
    return signed
  } catch (error) {
    target.abandon()
    throw error
  }
}

/** A place, a field or an image that was asked for wins; leaders and agencies have a default place; others show nothing. */
async function lookOf(
  source: OpenFile,
  { key, options, image, signedAt }: Omit<Batch, 'output'> & { signedAt: Date },
): Promise<Pick<SignRequest, 'field' | 'place' | 'appearance'>> {
  const { role, place, field } = options
  const signer = { certificate: key.certificate, at: signedAt }
  const appearance = image ? { imagePng: image } : textLook(signer, tinosRegular())
  if (place || field !== undefined) {
    return { appearance, ...(place ? { place } : {}), ...(field === undefined ? {} : { field }) }
  }
  if (role === 'plain' || role === 'initial') return {}
  const settings = async () => DEFAULT_SETTINGS
  const look = await lookFrom(settings, tinosRegular)(role, source, signer)
  return image ? { ...look, appearance } : look
}

function print(output: Output, result: Done | Failed): void {
  if ('error' in result) output.note(`✗ ${result.file}: ${result.error.message}`)
  else output.line(`✓ ${result.file} → ${result.out} (${result.field})`)
}
