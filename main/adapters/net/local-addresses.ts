import { lookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv6 } from 'node:net'

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

/**
 * Whether an address of the web leads, by number or by one of its names' addresses, to this computer or a private network.
 * A name that nobody knows leads nowhere.
 */
export async function leadsInside(url: string): Promise<boolean> {
  const hostname = new URL(url).hostname.replace(/^\[|\]$/g, '')
  if (isIP(hostname) > 0) return isLocalAddress(hostname)
  const found = await lookup(hostname, { all: true }).catch(() => [])
  return found.some(({ address }) => isLocalAddress(address))
}
