import { z } from 'zod'
import { Sha256 } from './basics.ts'

/** The token's own counter of wrong PINs, as far as it tells: `last-try`, one more wrong PIN locks it. */
export const TokenPin = z.enum(['ok', 'low', 'last-try', 'locked', 'not-set'])
export type TokenPin = z.infer<typeof TokenPin>

/** A file that speaks PKCS#11, as it is typed or chosen. */
export const ModulePath = z.string().trim().min(1).max(1000)

/** Such a file before any of its code runs: what whoever loads it confirms. */
export const TokenModuleFile = z.object({ path: z.string(), name: z.string(), sha256: Sha256, size: z.number() })
export type TokenModuleFile = z.infer<typeof TokenModuleFile>

/** The token that holds a key. */
export const TokenOfKey = z.object({
  label: z.string(),
  serial: z.string(),
  model: z.string(),
  pin: TokenPin,
  /** The PIN is typed on the token's or the reader's own keys, never here. */
  pinOnDevice: z.boolean(),
  /** RSASSA-PSS where the token offers it, else PKCS#1 v1.5, which the signer is told; null: it cannot sign. */
  scheme: z.enum(['rsa-pkcs1', 'rsa-pss', 'ecdsa']).nullable(),
})
export type TokenOfKey = z.infer<typeof TokenOfKey>

/** A token in a slot of this workstation. */
export const DeviceToken = TokenOfKey.omit({ scheme: true }).extend({
  manufacturer: z.string(),
  /** Path of the module that found it. */
  module: z.string(),
  /** How many certificates on it somebody can sign with. */
  certificates: z.int(),
})
export type DeviceToken = z.infer<typeof DeviceToken>

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** Middleware that was chosen on this workstation; `failure` says why its tokens cannot be seen. */
export const TokenModule = z.object({
  path: z.string(),
  name: z.string(),
  failure: z.object({ code: z.string(), details: z.record(z.string(), Scalar) }).nullable(),
})
export type TokenModule = z.infer<typeof TokenModule>

export const TokenOverview = z.object({
  modules: z.array(TokenModule),
  tokens: z.array(DeviceToken),
  /** Known middleware that is installed here and not chosen yet. */
  offered: z.array(z.object({ path: z.string(), name: z.string() })),
})
export type TokenOverview = z.infer<typeof TokenOverview>
