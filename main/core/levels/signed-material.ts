import { AppError } from '#contract'
import type { Certificate } from '#core/certificates/certificate'
import { readSignedData, type SignedData, type SignerInfo } from '#core/cms/read-signed-data'
import { DerError } from '#core/der/der-error'
import type { PdfDocument } from '#core/pdf/document'
import { readDssCertificates } from '#core/verification/dss-certificates'
import { findCoverage, listSignatures } from '#core/verification/signature-dictionary'
import { signatureTimestampsOf } from '#core/verification/verify-signed-data'

/** What a document's signatures are made of, as far as raising their level needs it. Nothing here has been verified. */
export type SignedMaterial = {
  signatures: readonly {
    field: string
    signer: Certificate
    /** A token in its own CMS, or a later document timestamp: its time is proved. */
    hasProvedTime: boolean
  }[]
  /** Signers and time-stamping authorities: the ends of the chains that a validator has to build. */
  leaves: readonly Certificate[]
  pool: readonly Certificate[]
}

type Found = {
  field: string
  end: number
  isTimestamp: boolean
  signer: Certificate
  hasToken: boolean
  certificates: readonly Certificate[]
  authorities: readonly Certificate[]
}

/**
 * Reads every PAdES signature and document timestamp. Signatures of older kinds and such that cannot be read are left
 * out: no level can be raised for them.
 *
 * @see ETSI EN 319 142-1 V1.2.1, 6.3.
 */
export function readSignedMaterial(document: PdfDocument): SignedMaterial {
  const found = listSignatures(document).flatMap((signature): Found[] => {
    const coverage = findCoverage(document, signature)
    const isReadable = signature.isDocumentTimestamp || signature.subFilter === 'ETSI.CAdES.detached'
    if (typeof coverage === 'string' || !isReadable) return []
    const read = readOne(coverage.contents)
    const { name: field } = signature.field
    return read ? [{ field, end: coverage.range.end, isTimestamp: signature.isDocumentTimestamp, ...read }] : []
  })
  const lastTimestamp = Math.max(0, ...found.filter(({ isTimestamp }) => isTimestamp).map(({ end }) => end))
  return {
    signatures: found
      .filter(({ isTimestamp }) => !isTimestamp)
      .map(({ field, signer, end, hasToken }) => ({ field, signer, hasProvedTime: hasToken || end < lastTimestamp })),
    leaves: found.flatMap(({ signer, authorities }) => [signer, ...authorities]),
    pool: [...found.flatMap(({ certificates }) => certificates), ...readDssCertificates(document)],
  }
}

function readOne(contents: Uint8Array): Omit<Found, 'field' | 'end' | 'isTimestamp'> | undefined {
  try {
    const signed = readWithSigner(contents)
    const [token] = signed ? signatureTimestampsOf(signed.info) : []
    const authority = token && readWithSigner(token)
    return (
      signed && {
        signer: signed.signer,
        hasToken: token !== undefined,
        certificates: [...signed.data.certificates, ...(authority?.data.certificates ?? [])],
        authorities: authority ? [authority.signer] : [],
      }
    )
  } catch (error) {
    if (error instanceof DerError || error instanceof AppError) return undefined
    throw error
  }
}

function readWithSigner(cms: Uint8Array): { data: SignedData; info: SignerInfo; signer: Certificate } | undefined {
  const data = readSignedData(cms)
  const [info] = data.signers
  const signer = info && data.certificates.find(info.isFrom)
  return info && signer && { data, info, signer }
}
