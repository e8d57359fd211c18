import type { rechecks as viRechecks, trust as viTrust } from '#renderer/text/vi/trust.ts'

export const trust: typeof viTrust = {
  purpose: 'Trusted for',
  purposeOf: { both: 'Signatures and timestamps', signatures: 'Signatures only', timestamps: 'Timestamps only' },
  purposeSaved: 'The purpose was changed.',
  kind: {
    root: 'Root authority, self-signed',
    intermediate: 'Intermediate authority',
    'not-an-authority': 'Not an authority',
  },
  validity: {
    valid: 'Valid',
    'ends-soon': 'Ends soon',
    expired: 'Expired',
    'not-yet-valid': 'Not valid yet',
  },
  warning: {
    'not-an-authority':
      'This certificate is not an authority’s: it vouches for itself and for no other. Usually the wrong file was chosen.',
    intermediate:
      'This is an intermediate authority, issued by another. Trusting it directly leaves its own revocation unchecked; import the root instead if you have it.',
    expired:
      'The certificate has expired: signatures that lead to it are valid only with a timestamp that proves an earlier time.',
    'not-yet-valid': 'The certificate is not valid yet. Check the clock of this computer.',
  },
  demo: 'Of the demo office',
  demoHint: 'The authority of simulated data: its keys are in everybody’s hands. No other office trusts it.',
  demoIgnored: 'The demo office’s authority; it has no effect here. Better remove it.',
  several: 'The file holds {{n}} certificates. Choose those to trust.',
  network: {
    title: 'When signatures are checked',
    ask: 'Services on the network may be asked (OCSP, CRL, issuers’ certificates)',
    hint: 'They tell whether a certificate was revoked. Only facts about the certificate are sent, nothing of the document. When this is off, the result says what could not be checked.',
    saved: 'Saved.',
    online: 'the network may be asked',
    offline: 'without the network',
  },
}

export const rechecks: typeof viRechecks = {
  title: 'Checking received signatures again',
  hint: 'Văn Thư checks again in the background: documents of the last 30 days every day, older ones every 30 days. A certificate that was revoked meanwhile is noted in the document’s history.',
  none: 'No document has checked signatures yet.',
  some: '{{n}} documents are followed',
  oldest: 'the document that waits longest was last checked at {{time}}',
  unfinished: '{{n}} could not be finished',
  toReview: '{{n}} to review',
  openList: 'Show the list',
  all: 'Check all again',
  stop: 'Stop',
  running: 'Checking {{done}}/{{of}}',
  done: '{{n}} documents checked · {{changed}} changed · {{unfinished}} could not be finished',
  lastRun: 'Last run: {{outcome}}',
  stopped: 'stopped after {{done}}/{{of}} documents; what was found for those is kept.',
  one: 'Check again and keep the result',
  outcome: {
    unchanged: 'The check found the same as before.',
    changed: 'The check found something new; it stands in the history.',
    unfinished: 'The check could not be finished; the earlier result stays.',
  },
  problem: {
    'services-silent': 'The services of the certificate’s issuer (OCSP, CRL) do not answer. They will be asked again.',
    'file-missing': 'The document’s file cannot be found. Ask the admin to run the integrity check.',
    'file-changed': 'The file on disk is not what was kept. Ask the admin to run the integrity check.',
    'file-unreadable': 'The file cannot be read. Tell the admin.',
  },
  history: 'Checks that were kept',
  lastChecked: 'Last checked {{time}}',
  lastTried: 'The check of {{time}} could not be finished',
  never: 'No check was kept yet',
  next: 'next {{time}}',
  offline:
    'issuers were not asked about revocation; an administrator can change this under Administration › Trusted roots',
  revokedAt: 'certificate revoked {{time}}',
  cause: {
    arrival: 'On arrival',
    leader: 'When the leader signed',
    agency: 'When the agency signed',
    raised: 'When the level was raised',
    scheduled: 'Scheduled check',
    asked: 'On request',
  },
  review: 'The signatures of this document became worse than at the check before ({{time}}).',
  reviewHint: 'Look at the result below, ask the sender or the signer if needed, then note that you have seen it.',
  reviewed: 'Note as seen',
  reviewTitle: 'Note that the signatures were reviewed',
  reviewAsk: 'Write down what was done; the document leaves the list. The result of the check stays.',
  reviewPhrases: ['The sender confirmed: signed before the revocation.', 'Asked for a correctly signed copy.'],
  reviewSaid: 'Noted.',
}
