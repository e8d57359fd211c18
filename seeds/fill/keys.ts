import { constants, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { CertificateId } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { SigningKey } from '#core/ports'
import type { ImportedCertificate } from '#core/register/import'
import { agencyId, personId } from '#seeds/fill/records'
import type { Issued, Pki } from '#seeds/pki'
import type { KeyHolders, PlannedCertificate } from '#seeds/plan/certificates'
import { idOf } from '#seeds/plan/ids'

const signAsync = promisify(sign) as (
  algorithm: string,
  data: Uint8Array,
  key: Parameters<typeof sign>[2],
) => Promise<Buffer>

/** A key of the demo PKI, ready to sign; RSA as PKCS#1 v1.5, ECDSA as DER. */
export function toSigningKey({ certificate, privateKey }: Issued, chain: readonly Uint8Array[]): SigningKey {
  const isRsa = privateKey.asymmetricKeyType === 'rsa'
  const key = isRsa ? { key: privateKey, padding: constants.RSA_PKCS1_PADDING } : { key: privateKey }
  return {
    certificate,
    chain,
    scheme: isRsa ? 'rsa-pkcs1' : 'ecdsa',
    digest: 'sha256',
    sign: (data) => signAsync('sha256', data, key),
    close: () => undefined,
  }
}

/** Keys that sign during the filling, by the plan's keys of people and agencies. */
export type DemoKeys = { people: ReadonlyMap<string, Issued>; agencies: ReadonlyMap<string, Issued> }

/** Certificates issued at once; more would only wait for the two threads that make keys. */
const AT_ONCE = 16

const holdsKey = ({ kind, personKey, agencyKey, current }: PlannedCertificate, keys: KeyHolders) =>
  current && (kind === 'personal' ? personKey !== null && keys.people.has(personKey) : keys.agencies.has(agencyKey))

function toRecord(
  planned: PlannedCertificate,
  serial: number,
  der: Uint8Array,
  office: OfficePorts,
): ImportedCertificate {
  return {
    id: CertificateId.parse(idOf('certificate', String(serial))),
    kind: planned.kind,
    personId: planned.personKey === null ? null : personId(planned.personKey),
    agencyId: agencyId(planned.agencyKey),
    der: Buffer.from(der).toString('base64'),
    facts: office.certificates.facts(der),
  }
}

/** Serial numbers 1 and 2 are the authorities'. */
const FIRST_SERIAL = 1_001

/**
 * Issues every planned certificate, each with a key of its own: RSA for those who sign in the demo, P-256 for the rest.
 * Private keys of the rest are forgotten at once.
 */
export async function issueCertificates(
  office: OfficePorts,
  pki: Pki,
  plan: { certificates: readonly PlannedCertificate[]; holders: KeyHolders },
  onProgress: (done: number) => void,
): Promise<{ records: ImportedCertificate[]; keys: DemoKeys }> {
  const records: ImportedCertificate[] = []
  const people = new Map<string, Issued>()
  const agencies = new Map<string, Issued>()
  const issueOne = async (planned: PlannedCertificate, serial: number) => {
    const signs = holdsKey(planned, plan.holders)
    const issued = await pki.issue({
      serial,
      commonName: planned.commonName,
      unit: planned.organisation,
      ...(planned.kind === 'agency' ? { uid: `MNS:DEMO-${serial}` } : {}),
      notBefore: new Date(`${planned.validFrom}T00:00:00Z`),
      notAfter: new Date(`${planned.validTo}T16:59:59Z`),
      key: signs ? 'rsa-2048' : 'p-256',
    })
    if (signs && planned.personKey !== null) people.set(planned.personKey, issued)
    if (signs && planned.personKey === null) agencies.set(planned.agencyKey, issued)
    return toRecord(planned, serial, issued.certificate, office)
  }
  for (let from = 0; from < plan.certificates.length; from += AT_ONCE) {
    const part = plan.certificates.slice(from, from + AT_ONCE)
    records.push(...(await Promise.all(part.map((planned, index) => issueOne(planned, FIRST_SERIAL + from + index)))))
    onProgress(records.length)
  }
  return { records, keys: { people, agencies } }
}
