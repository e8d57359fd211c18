import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'

/** This computer, private networks, links, and what is no single host (RFC 6890 and its registries; RFC 6052). */
const LOCAL_NETWORKS = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/127',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
] as const

const local = new BlockList()
for (const network of LOCAL_NETWORKS) {
  const [address = '', bits = ''] = network.split('/')
  local.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** Whether an address leads nowhere outside; an IPv4 address inside an IPv6 one counts as what it is. */
export const isLocalAddress = (address: string): boolean => local.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** Whether an address of the web is a number that leads inside; a name is judged when it is looked up. */
export function isLocalNumber(url: string): boolean {
  const hostname = new URL(url).hostname.replace(/^\[|\]$/g, '')
  return isIP(hostname) > 0 && isLocalAddress(hostname)
}

/** One of a name's addresses leads inside. */
export class LeadsInside extends Error {
  constructor(hostname: string) {
    super(`${hostname} leads inside`)
    this.name = 'LeadsInside'
  }
}

/** All addresses of a name, now. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

const bySystem: Resolve = (hostname) => lookup(hostname, { all: true })

/**
 * For sockets: a name is looked up once, and what was found is refused or connected to. Whoever answers for a name cannot
 * give one address to who checks it and another to who connects (DNS rebinding).
 */
export function lookupOutside(resolve: Resolve = bySystem): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found
        if (found.some(({ address }) => isLocalAddress(address))) callback(new LeadsInside(hostname), [])
        else if (first === undefined) callback(new Error(`${hostname} has no address`), [])
        else if (all) callback(null, [...found])
        else callback(null, first.address, first.family)
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), [])
      },
    )
  }
}
