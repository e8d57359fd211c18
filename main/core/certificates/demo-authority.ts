import { OID } from '../der/oids.ts'
import type { Certificate } from './certificate.ts'
import { attributeOf, type Name } from './names.ts'

/** What the authorities of the demo office are called: nobody may take them for real ones. */
export const DEMO_AUTHORITY = {
  organisation: 'Văn Thư demo – dữ liệu mô phỏng',
  root: 'CA gốc văn phòng mẫu',
  issuing: 'CA cấp phát văn phòng mẫu',
} as const

/** Whether it is an authority of a demo office, or comes from one: no other office may trust it. */
export const isOfDemo = ({ subject, issuer }: Certificate): boolean => isDemoName(subject) || isDemoName(issuer)

function isDemoName(name: Name): boolean {
  const common = attributeOf(name, OID.commonName)
  const isAuthority = common === DEMO_AUTHORITY.root || common === DEMO_AUTHORITY.issuing
  return isAuthority && attributeOf(name, OID.organization) === DEMO_AUTHORITY.organisation
}
