import type { AdviceWords, advice as vi } from './advice-vi.ts'

const original = 'Do not use this file. Return it to the sender and ask for the signed original.'
const admin =
  'Ask an administrator to look under Administration › Trusted roots, then check again. Do not treat it as validly signed yet.'

export const advice: Record<keyof typeof vi, AdviceWords> = {
  accept: {
    title: 'Accept: the signatures are valid',
    why: 'Every signature of the file ({{n}}) is valid, and nothing was changed afterwards that they do not permit.',
    next: 'Receive and register it as usual.',
    reason: '',
  },
  'accept-unchecked': {
    title: 'Accept, but check again when online',
    why: 'Every signature of the file ({{n}}) fits, but the issuers could not be asked whether a certificate was revoked.',
    next: 'Receive it as usual. Check an important document again when the computer is online; if it is still open, ask the issuer of the certificate.',
    reason: '',
  },
  'accept-unaskable': {
    title: 'Accept: the signatures fit; whether a certificate was revoked is not known',
    why: 'Every signature of the file ({{n}}) fits. A certificate names no place to ask whether it was revoked, so checking again would tell no more.',
    next: 'Receive it as usual. Ask the issuer of the certificate about an important document.',
    reason: '',
  },
  changed: {
    title: 'Return to the sender: the file was changed after signing',
    why: 'After the signature of {{who}} the file was changed in a way that this signature does not permit. What is shown may not be what was signed.',
    next: original,
    reason: 'The file was changed without permission after the signature of {{who}}. Please send the signed original.',
  },
  broken: {
    title: 'Return to the sender: a signature does not fit the content',
    why: 'The signature of {{who}} does not fit the file: the content, or the signature itself, was altered.',
    next: original,
    reason: 'The signature of {{who}} does not fit the content of the file. Please send the signed original.',
  },
  staged: {
    title: 'Return to the sender: the file looks staged',
    why: 'The signature of {{who}} does not cover the file in the way that signing software does. What is shown cannot be relied on.',
    next: `${original} Tell whoever is responsible for information security if the sender is not known.`,
    reason:
      'The signature of {{who}} does not properly cover the content of the file. Please send the signed original.',
  },
  damaged: {
    title: 'Return to the sender: a signature is damaged',
    why: 'The data of the signature of {{who}} is damaged or malformed and cannot be checked.',
    next: 'Return it to the sender; ask them to check their signing software and to sign again.',
    reason: 'The data of the signature of {{who}} is damaged and cannot be checked. Please sign and send it again.',
  },
  revoked: {
    title: 'Return to the sender: the signer’s certificate was revoked',
    why: 'The certificate of {{who}} was revoked by its issuer, and nothing proves that the signature is older.',
    next: 'Do not accept it. Tell the sender and ask for a signature with a valid certificate.',
    reason: 'The certificate of {{who}} was revoked. Please sign again with a valid certificate.',
  },
  'issuer-revoked': {
    title: 'Undecided: the issuer’s own certificate was revoked',
    why: 'The certificate of the issuer behind {{who}} was revoked, and nothing proves that the signature is older.',
    next: 'Ask an administrator and the sender; ask for a signature with a certificate of a valid issuer.',
    reason: 'The certificate of the issuer behind {{who}} was revoked. Please sign again with a valid certificate.',
  },
  'not-valid-then': {
    title: 'Return to the sender: the certificate was not valid when signing',
    why: 'The signature of {{who}} was made before the certificate became valid or after it expired.',
    next: 'Return it to the sender and ask for a signature with a valid certificate.',
    reason: 'The certificate of {{who}} was not valid when signing. Please sign again with a valid certificate.',
  },
  failed: {
    title: 'Return to the sender: a signature is not valid',
    why: 'The signature of {{who}} is not valid. The reason stands with that signature, below.',
    next: original,
    reason: 'The signature of {{who}} is not valid. Please send the signed original.',
  },
  'no-anchors': {
    title: 'Undecided: ask an administrator',
    why: 'The office has no trusted root certificate yet, so it is not known whether {{who}} really is who the certificate names.',
    next: admin,
    reason: '',
  },
  stranger: {
    title: 'Undecided: the signer is not verified',
    why: 'The certificate of {{who}} comes from an issuer that the office does not recognise yet; the name in it may not be true.',
    next: `Call the sender on a number you know to confirm. ${admin}`,
    reason: '',
  },
  later: {
    title: 'Undecided: check again later',
    why: 'There is no recent enough answer from the issuer on whether the certificate of {{who}} was revoked.',
    next: 'Check again when the computer is online, or in a few hours. If it stays so, ask an administrator.',
    reason: '',
  },
  unproved: {
    title: 'Undecided: nothing proves when it was signed',
    why: 'The certificate of {{who}} is no longer valid, or the time of signing lies outside its period, and no trusted timestamp proves that the signature was made while it was.',
    next: 'Ask the sender about the date and compare it with other records, or ask for a copy with a timestamp.',
    reason: 'Nothing proves that {{who}} signed while the certificate was valid. Please send a copy with a timestamp.',
  },
  weak: {
    title: 'Undecided: ask the sender to sign again',
    why: 'The signature of {{who}} uses an algorithm that is too weak or not known; it cannot be relied on.',
    next: 'Ask the sender to sign again with present-day software (SHA-256 or stronger).',
    reason:
      'The signature of {{who}} uses an algorithm that is no longer recognised. Please sign with SHA-256 or stronger.',
  },
  nobody: {
    title: 'Undecided: it is not known who signed',
    why: 'The file does not carry the right certificate of the signer, so whose signature this is cannot be told.',
    next: 'Return it to the sender; ask for a signature that carries its certificate.',
    reason: 'The signature does not carry the signer’s certificate. Please sign and send it again.',
  },
  'wrong-purpose': {
    title: 'Undecided: the certificate is not for signing documents',
    why: 'The certificate of {{who}}, or that of its issuer, was not issued for signing documents.',
    next: 'Ask the sender; they should sign again with a certificate for that purpose.',
    reason: 'The certificate of {{who}} was not issued for signing documents. Please sign with one that was.',
  },
  'unknown-kind': {
    title: 'Undecided: this software cannot read the kind of signature',
    why: 'The signature of {{who}} is of a kind, or uses an algorithm, that this software does not know.',
    next: 'Check it with the software that the sender signed with, or ask for a PAdES signature.',
    reason: 'The kind of signature of {{who}} cannot be read. Please sign according to PAdES.',
  },
  stamp: {
    title: 'Undecided: a timestamp does not fit',
    why: 'The timestamp of the signature of {{who}} does not fit the signature, so it does not prove the time.',
    next: 'Ask the sender about the time of signing, or ask them to sign again.',
    reason: 'The timestamp does not fit the signature of {{who}}. Please sign and send it again.',
  },
  covered: {
    title: 'Undecided: a later addition hides text',
    why: 'The look of a signature or field that came later hides text of a page that {{who}} signed.',
    next: 'Read the hidden part on the page as {{who}} signed it, then ask the sender; ask for a copy that hides nothing.',
    reason: 'A later addition hides text that {{who}} signed. Please send a copy that hides nothing.',
  },
  replaced: {
    title: 'Undecided: a value was replaced after signing',
    why: 'A form field held another value when {{who}} signed, and nobody has signed the new one.',
    next: 'Read the value on the page as {{who}} signed it, then ask the sender which one holds.',
    reason:
      'A value that {{who}} signed was replaced afterwards. Please send a copy in which the valid value is signed.',
  },
  irregular: {
    title: 'Undecided: the data beside a signature is not as it was written',
    why: 'Certificates, a timestamp or other data beside the signature of {{who}} are not as signing software writes them; somebody may have tampered with the file.',
    next: 'Ask the sender for the original again; if that is the same, ask them to check their signing software and to sign again.',
    reason: 'The data beside the signature of {{who}} is not as it was written. Please send the signed original again.',
  },
  undecided: {
    title: 'Undecided: ask an administrator',
    why: 'There is not enough to call the signature of {{who}} valid. The reason stands with that signature, below.',
    next: 'Give this report to an administrator; do not treat the file as validly signed yet.',
    reason: '',
  },
  'cut-off': {
    title: 'The file is not whole: download it again, or return it',
    why: 'At its end something was written that does not come to an end: the file was cut off when it was sent, downloaded or saved. What is missing may hold signatures and contents.',
    next: 'Download it again from where it came; if that is the same, return it and ask the sender to send it again.',
    reason: 'The file arrived cut off at its end. Please send the original again.',
  },
  unsigned: {
    title: 'The file has no digital signature',
    why: 'A seal or a handwritten signature seen on a page is a picture only, which anybody can copy.',
    next: 'If the document has to be signed digitally, return it; if it is a scan of a paper document, compare it with the paper.',
    reason: 'The file has no digital signature. Please send a digitally signed copy.',
  },
}

/** Who signed, where the certificate gives no name. */
export const someone = 'an unnamed signer'
/** Several signers of whom the same is to be said. */
export const others = '{{who}} and {{n}} more signers'

/** Sentences among what to do that say how the file stands: no task of anybody, told apart from the tasks. */
export const standings: readonly string[] = [
  'Do not use this file.',
  'Do not accept it.',
  'Do not treat it as validly signed yet.',
]
