import {
  IconCertificate,
  IconChartBar,
  IconFileSearch,
  IconHome,
  IconInbox,
  IconSend,
  IconSettings,
  IconShieldCheck,
  IconSignature,
} from '@tabler/icons-react'
import type { Me } from '#contract'

export type RailItem = {
  to: '/' | '/incoming' | '/outgoing' | '/to-sign' | '/search' | '/statistics' | '/certificates' | '/verify' | '/admin'
  words:
    | 'today'
    | 'incoming'
    | 'outgoing'
    | 'toSign'
    | 'toSignAgency'
    | 'search'
    | 'statistics'
    | 'certificates'
    | 'verify'
    | 'admin'
  /** Second key after `g`. */
  key: string
  Icon: typeof IconHome
}

/** The rail, top to bottom. What a person may do there is decided by the core, not by what is shown here. */
export function railItems(me: Me): readonly RailItem[] {
  const roles = me.person.roles
  const signsForAgency = roles.includes('clerk') && !roles.includes('official')
  const items: RailItem[] = [
    { to: '/', words: 'today', key: 'h', Icon: IconHome },
    { to: '/incoming', words: 'incoming', key: 'd', Icon: IconInbox },
    { to: '/outgoing', words: 'outgoing', key: 'i', Icon: IconSend },
    { to: '/to-sign', words: signsForAgency ? 'toSignAgency' : 'toSign', key: 'k', Icon: IconSignature },
    { to: '/search', words: 'search', key: 'f', Icon: IconFileSearch },
    { to: '/statistics', words: 'statistics', key: 't', Icon: IconChartBar },
    { to: '/certificates', words: 'certificates', key: 'c', Icon: IconCertificate },
    { to: '/verify', words: 'verify', key: 'v', Icon: IconShieldCheck },
  ]
  if (roles.includes('admin')) items.push({ to: '/admin', words: 'admin', key: 'q', Icon: IconSettings })
  return items
}
