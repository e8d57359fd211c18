import { AppError } from '#contract'
import { readSignedData } from '#core/cms/read-signed-data'
import { DerError } from '#core/der/der-error'
import { readDssCertificates } from '#core/verification/dss-certificates'
import { findCoverage, listSignatures } from '#core/verification/signature-dictionary'
import { signatureTimestampOf } from '#core/verification/verify-signed-data'
/**
 * Reads every PAdES signature and document timestamp. Signatures of older kinds and such that cannot be read are left
 * out: no level can be raised for them.
 *
 * @see ETSI EN 319 142-1 V1.2.1, 6.3.
 */
export function readSignedMaterial(document) {
  const found = listSignatures(document).flatMap((signature) => {
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
function readOne(contents) {
  try {
    const signed = readWithSigner(contents)
    const token = signed && signatureTimestampOf(signed.info)
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
function readWithSigner(cms) {
  const data = readSignedData(cms)
  const [info] = data.signers
  const signer = info && data.certificates.find(info.isFrom)
  return info && signer && { data, info, signer }
}
