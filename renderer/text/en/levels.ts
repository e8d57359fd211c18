import { levelNames } from '#contract/words/paper-en'
import type { levels as vi } from '#renderer/text/vi/levels.ts'

export const levels: typeof vi = {
  title: 'Signature level',
  hint: 'B-B: the signature alone. B-T: with a timestamp that proves when it was made. B-LT: with certificates and revocation status, so that it can be checked in many years. B-LTA: with an archive timestamp over all of it.',
  level: 'Level of the agency’s signature',
  levelHint: 'Signatures before it in the document get a timestamp (B-T) where the level is B-T or higher.',
  name: levelNames,
  tsa: 'Time-stamping authority (TSA)',
  tsaHint: 'The http or https address from the service’s provider.',
  tsaNeeded: 'Level B-T and above need this address.',
  tsaWrong: 'The address begins with http:// or https://.',
  digest: 'Digest sent to the TSA',
  digestHint: 'Some TSAs take SHA-256 only.',
  trial: {
    run: 'Test server',
    works: 'The server works: it gave a timestamp in {{seconds}} s',
    untrusted: 'The server gives timestamps ({{seconds}} s), but the office does not trust its issuer',
    untrustedHint:
      'No root for timestamps leads to the server’s certificate (missing: {{issuer}}). Add the provider’s root under Trusted roots; until then the time of a signature does not count when it is verified.',
    by: 'Name of the server: {{name}}. Its certificate is valid until {{end}}.',
    token: 'Policy: {{policy}}. Time in the timestamp: {{time}}.',
    advice: {
      noConnection:
        'Check the server’s name and port in the address, then the office’s network and firewall. The server may be down; try again in a few minutes.',
      path: 'The server is there, but gives no timestamps at this path, or wants a log-in. Compare the address with the provider’s, or ask the provider.',
      later: 'The provider’s service has failed or is overloaded. Try again in a few minutes.',
      otherService:
        'This is not the address of a time-stamping service, or the office’s network answers with a log-in page. Compare it with the provider’s address.',
      refused: 'Try another digest (SHA-256 is taken by most), or ask the provider.',
      wrong: 'Do not use this server until its provider can explain it.',
    },
  },
  saved: 'Signature level saved.',
  waiting: 'Documents to be raised',
  waitingHint:
    'Validly signed, but not at the chosen level yet, mostly because the timestamp or OCSP server did not answer. Văn Thư tries again in the background; the signatures that are there do not change.',
  waitingNone: 'No document waits to be raised. What was signed before the level was changed keeps its own.',
  waitingCount_one: '{{n}} document',
  waitingCount_other: '{{n}} documents',
  subject: 'Subject',
  reached: 'Has',
  wanted: 'Wants',
  why: 'Reason',
  tried: 'Last tried',
  notTried: 'Not yet',
  attempts_one: 'tried {{n}} time',
  attempts_other: 'tried {{n}} times',
  notReady: 'Raised once the agency has signed',
  raise: 'Raise now',
  raising: 'Raising {{done}}/{{of}}',
  raisedSome: 'Raised: {{raised}} · not yet: {{failed}}',
  stop: 'Stop',
  willReach:
    'Level of the signature: {{level}} (server {{tsa}}). Where that server does not answer, it is signed all the same, at a lower level, and raised later.',
  slow: 'This document takes longer than usual, perhaps because the timestamp server ({{tsa}}) or an OCSP or CRL service is slow. There is nothing to do: without an answer the document is signed all the same, at a lower level, and raised later.',
  lowerSome_one:
    '{{n}} document is signed, but below the office’s level. It need not be signed again: Văn Thư raises it once the agency has signed and the server answers; the administrator follows it under Administration – Signature level.',
  lowerSome_other:
    '{{n}} documents are signed, but below the office’s level. They need not be signed again: Văn Thư raises them once the agency has signed and the server answers; the administrator follows them under Administration – Signature level.',
  lowAtIssue:
    'The signature is at {{reached}}, not yet at {{wanted}}. A file that is sent now keeps that level; only the register’s file is raised later. If there is no hurry, issue it once it has been raised.',
  low: 'The signature is at level {{reached}}, below the office’s {{wanted}}',
  lowNext:
    'Văn Thư raises it by itself in the background (next try from {{time}}). The signatures that are there do not change.',
  lowLater: 'Văn Thư raises it by itself once the agency has signed. The signatures that are there do not change.',
  check: {
    title: 'About this certificate, before you sign',
    checking: 'Checking the certificate',
    failed: 'The certificate could not be checked before signing.',
    good: 'The certificate is in force and not revoked ({{by}}).',
    revoked: 'Revoked at {{date}}. It may not sign (Circular 15/2025/TT-BKHCN, Article 5.1.a).',
    expired: 'Expired at {{date}}. It may not sign.',
    'not-yet-valid': 'In force only from {{date}}. It may not sign yet.',
    'not-for-signing': 'Not issued for signing.',
    'no-trust-anchors': 'The office has no trusted CA yet, so the issuer could not be checked.',
    'issuer-unknown':
      'Does not chain to any CA this office trusts ({{issuer}}): the office will not take this signature. Ask the admin to add the issuer’s root under Administration – Trusted roots before you sign.',
    'chain-broken': 'The issuer’s chain of certificates does not hold ({{issuer}}).',
    'issuer-revoked': 'The issuer’s certificate was revoked at {{date}} ({{issuer}}). What it has issued may not sign.',
    'revocation-unknown':
      'Revocation could not be checked: the certificate names no service, or the OCSP and CRL services do not answer. If you know the certificate is good, you can sign.',
    'ends-soon': 'Expires in {{days}} days ({{date}}). Ask for a renewal.',
  },
}
