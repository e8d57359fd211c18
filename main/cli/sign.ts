import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { AppError, type PadesLevel } from '#contract'
import { requireUsableForSigning } from '#core/certificates/usable'
import type { RaisingParts } from '#core/levels/raise-level'
import { type SignedAtLevel, signAtLevel } from '#core/levels/sign-at-level'
import type { OpenFile, SigningKey } from '#core/ports'
import { inParallel } from '#core/signing/in-parallel'
import { reportOf } from './failures.ts'
import { raisingParts } from './level.ts'
import { createOutputFile, openInput } from './local-output.ts'
import { openKey } from './open-key.ts'
import type { Output } from './output.ts'
import { createSignLooks, type SignLooks } from './sign-look.ts'
import { outputsFor, readSignOptions, type SignFlags, type SignOptions } from './sign-options.ts'

/** Files under way at the same time: enough that neither the disk nor the key waits for the other. */
const AT_ONCE = 4

type Done = { file: string; out: string; field: string; level: PadesLevel; sha256: string; size: number }
type Failed = { file: string; error: ReturnType<typeof reportOf> }

/** Signs each file into a new one with one opened key; what fails is reported and the next one is signed. */
export async function runSign(output: Output, inputs: readonly string[], flags: SignFlags): Promise<number> {
  const options = readSignOptions(flags)
  const outputs = outputsFor(inputs, flags)
  const image = options.image === undefined ? undefined : await readOr(options.image, 'image-unreadable')
  const { key, end } = await openKey(output, options.key)
  const looks = createSignLooks(options, image)
  try {
    requireUsableForSigning(key.certificate, new Date())
    const results: (Done | Failed)[] = []
    const raising = await raisingParts(options.level)
    const batch = { output, key, options, looks, raising }
    const one = (file: string, index: number) => signOne({ file, out: outputs[index] ?? '' }, batch)
    for await (const result of inParallel(inputs, AT_ONCE, one)) {
      print(output, result)
      results.push(result)
    }
    const failed = results.filter((result) => 'error' in result).length
    output.json({ files: results, signed: results.length - failed, failed })
    return failed === 0 ? 0 : 1
  } finally {
    await end()
    await looks.close()
  }
}

async function readOr(path: string, code: 'image-unreadable'): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new AppError(code, { file: path }, { cause })
  }
}

type Batch = {
  output: Output
  key: SigningKey
  options: SignOptions
  looks: SignLooks
  raising: RaisingParts
}

async function signOne({ file, out }: { file: string; out: string }, batch: Batch): Promise<Done | Failed> {
  try {
    // Also where the name is the input's own: an existing file is never overwritten.
    if (existsSync(out)) throw new AppError('output-exists', { file: out })
    const source = openInput(file)
    try {
      const { field, level, sha256, size } = await signInto(source, out, batch)
      return { file, out, field, level, sha256, size }
    } finally {
      source.close()
    }
  } catch (error) {
    return { file, error: reportOf(error, batch.output.language, batch.output.note) }
  }
}

async function signInto(
  source: OpenFile,
  out: string,
  { key, options, looks, raising }: Batch,
): Promise<SignedAtLevel> {
  const signedAt = new Date()
  const look = await looks.of(source, { key, signedAt })
  const target = createOutputFile(out)
  try {
    const { reason, location } = options
    const words = { ...(reason === undefined ? {} : { reason }), ...(location === undefined ? {} : { location }) }
    // A script that asks for a level gets it, or no file: what is less would pass for what was asked.
    const wanted = { ...raising, level: options.level.level, acceptLower: false }
    const signed = await signAtLevel({ source, key, signedAt, ...look, ...words }, wanted, target)
    await target.finish()
    return signed
  } catch (error) {
    target.abandon()
    throw error
  }
}

function print(output: Output, result: Done | Failed): void {
  if ('error' in result) output.note(`✗ ${result.file}: ${result.error.message}`)
  else output.line(`✓ ${result.file} → ${result.out} (${result.field}, ${result.level})`)
}
