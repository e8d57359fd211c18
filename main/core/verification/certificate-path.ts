import { AppError } from '#contract'
import { type Certificate, isSameCertificate, readCertificate } from '../certificates/certificate.ts'
import { type ChainProblem, findChain, isIssuedBy } from '../certificates/chain.ts'
import { isSameName } from '../certificates/names.ts'
import { isSelfSigned } from '../revocation/issuers.ts'
import { readPointers } from '../revocation/pointers.ts'
import { addToPool, type ValidationContext } from './validation-context.ts'

/** The way from a certificate to an anchor; where there is none, as far as it goes, and why. */
export type CertificatePath = { chain: readonly Certificate[] } & (
  | { trusted: true; problem?: undefined }
  | { trusted: false; problem: ChainProblem }
)

const MAX_CHAIN = 10
/** Issuers to fetch one above the other. */
const MAX_FETCHED = 4

/**
 * Builds the chain from the certificates of the file, those of the anchors and, where services may be asked, those that
 * stand where a certificate says that its issuer's is. Everything below the anchor has to be valid at `moment`; where that
 * fails, at the time of checking: an authority may have renewed its certificate in between.
 *
 * @see ETSI EN 319 102-1 V1.3.1, 5.2.6; RFC 5280, 6.1 and 4.2.2.1.
 */
export async function findPath(leaf: Certificate, moment: Date, context: ValidationContext): Promise<CertificatePath> {
  const first = search(leaf, moment, context)
  if (first.trusted || first.problem !== 'no-issuer' || !context.services) return first
  for (let fetched = 0; fetched < MAX_FETCHED; fetched += 1) {
    const { chain } = search(leaf, moment, context)
    if (!(await fetchIssuer(chain.at(-1) ?? leaf, context))) break
    const path = search(leaf, moment, context)
    if (path.trusted) return path
  }
  return search(leaf, moment, context)
}

function search(leaf: Certificate, moment: Date, context: ValidationContext): CertificatePath {
  if (context.left.searches <= 0) return { trusted: false, chain: [leaf], problem: 'search-too-large' }
  context.left.searches -= 1
  const { anchors, pool, at } = context
  const then = findChain(leaf, pool, anchors, clamp(moment, leaf))
  if (then.found) return { trusted: true, chain: then.chain }
  const now = then.problem === 'certificate-outside-validity' ? findChain(leaf, pool, anchors, clamp(at, leaf)) : then
  if (now.found) return { trusted: true, chain: now.chain }
  return { trusted: false, chain: chainWithoutAnchor(leaf, pool), problem: then.problem }
}

/** The chain is looked for within the leaf's own validity: that it is outside is said once, by its own finding. */
function clamp(instant: Date, { notBefore, notAfter }: Certificate): Date {
  if (instant < notBefore) return notBefore
  return instant > notAfter ? notAfter : instant
}

function chainWithoutAnchor(leaf: Certificate, pool: readonly Certificate[]): Certificate[] {
  const chain = [leaf]
  for (let last = leaf; chain.length < MAX_CHAIN && !isSelfSigned(last); ) {
    const below = last
    const issuer = pool.find(
      (one) =>
        isSameName(one.subject, below.issuer) &&
        !chain.some((used) => isSameCertificate(used, one)) &&
        isIssuedBy(below, one),
    )
    if (issuer === undefined) break
    chain.push(issuer)
    last = issuer
  }
  return chain
}

/** What is fetched is taken only if its key made the signature; it is trusted no more than any other. */
async function fetchIssuer(below: Certificate, context: ValidationContext): Promise<boolean> {
  const { services, left } = context
  if (!services || left.fetches <= 0 || isSelfSigned(below) || readPointers(below).issuers.length === 0) return false
  left.fetches -= 1
  const found = (await services.issuers(below.der)).flatMap(readable).filter((one) => isIssuedBy(below, one))
  const before = context.pool.length
  addToPool(context, found)
  return context.pool.length > before
}

function readable(der: Uint8Array): Certificate[] {
  try {
    return [readCertificate(der)]
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}
