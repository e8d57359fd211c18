import type { findings as vi } from './findings-vi.ts'

const sendBack = 'Return it to the sender and ask for a properly signed copy.'
const askAgain = 'Ask the signer to check the signing software and to sign again.'

export const findings: typeof vi = {
  finding: {
    'byte-range-malformed': {
      what: 'The signature does not state correctly which part of the file it covers, so what is shown cannot be relied on.',
      todo: sendBack,
    },
    'contents-not-in-gap': {
      what: 'The part left out of the signature is more than the place of the signature itself: a sign of a staged file.',
      todo: sendBack,
    },
    'signature-ambiguous': {
      what: 'One signature stands for several fields, or says something twice, so that different software may read it differently.',
      todo: sendBack,
    },
    'covers-no-revision': {
      what: 'The signature covers no whole version of the file, so what was signed is not known.',
      todo: sendBack,
    },
    'signed-data-malformed': { what: 'The data of the signature is damaged and cannot be read.', todo: askAgain },
    'signed-data-too-large': { what: 'The data of the signature is unusually large and was not read.', todo: askAgain },
    'content-type-wrong': { what: 'The signature declares the wrong kind of content.', todo: askAgain },
    'content-encapsulated': {
      what: 'The signature carries a content of its own instead of signing this file.',
      todo: sendBack,
    },
    'digest-mismatch': {
      what: 'The content was changed after signing: what is shown is not what was signed.',
      todo: sendBack,
    },
    'signature-value-wrong': {
      what: 'The signature does not fit the certificate in the file: the key of this certificate did not sign.',
      todo: sendBack,
    },
    'document-changed': {
      what: 'After this signature the file was changed in a way that the signature does not permit.',
      todo: 'See “Changes after this signature”, then ask the sender for the original.',
    },
    'certification-broken': {
      what: 'The first signer locked the document, yet changes that are not permitted were made afterwards.',
      todo: sendBack,
    },
    'locked-field-changed': {
      what: 'A field that was locked when it was signed (such as the document’s number or date) was changed afterwards.',
      todo: sendBack,
    },
    'certificate-revoked': {
      what: 'The certificate had been revoked before it signed: the signature has no value.',
      todo: sendBack,
    },
    'signed-before-validity': {
      what: 'A timestamp shows that the signature is older than the certificate.',
      todo: sendBack,
    },
    'signed-after-validity': {
      what: 'The signature was made after the certificate had expired: it covers a timestamp later than its end.',
      todo: sendBack,
    },
    'signature-type-unknown': {
      what: 'The signature is of a kind that this software cannot read yet.',
      todo: 'Check it with the software it was made with, or ask for a PAdES signature.',
    },
    'algorithm-unknown': {
      what: 'The signature uses an algorithm that this software does not know.',
      todo: 'Check it with the software it was made with.',
    },
    'signer-certificate-missing': {
      what: 'The signer’s certificate is not in the file, so who signed is not known.',
      todo: askAgain,
    },
    'signing-certificate-mismatch': {
      what: 'The signature names another certificate than the one in the file.',
      todo: askAgain,
    },
    'changes-not-analysed': {
      what: 'After this signature something was added that could not be read or fully examined, so it cannot count as permitted.',
      todo: 'Do not rely on what is shown; ask the sender for the original.',
    },
    'revoked-without-proof': {
      what: 'The certificate was revoked, and no trusted timestamp proves that the signature is older.',
      todo: 'Ask the signer when it was signed and why the certificate was revoked, or ask for a copy with a timestamp.',
    },
    'issuer-revoked': {
      what: 'The certificate of the issuer was revoked, and nothing proves that the signature is older.',
      todo: 'Tell the administrator, with the name of the issuer.',
    },
    'field-covers-text': {
      what: 'A form field that was filled in after signing shows something that hides text of the page that this signer had signed.',
      todo: 'Open the file as it was signed to read what is hidden (its page is told under “Changes after this signature”), then ask the sender.',
    },
    'value-overwritten': {
      what: 'A form field that was filled in when this person signed has another value now, and nobody has signed since.',
      todo: 'Open the file as it was signed to read the value that was signed (the field is told under “Changes after this signature”), then ask the sender which one holds.',
    },
    'signature-covers-text': {
      what: 'The picture of a signature that was added later hides text of the page that this signer had signed.',
      todo: 'Open the file as it was signed to read what is hidden (its page is told under “Changes after this signature”); ask the later signer if needed.',
    },
    'weak-algorithm': {
      what: 'The signature uses an algorithm that is too weak (SHA-1, or RSA below 2,048 bits) and no longer recognised (Circular 15/2025/TT-BKHCN, Annex I).',
      todo: 'Ask for a new signature with SHA-256 or stronger.',
    },
    'signed-data-irregular': {
      what: 'What stands beside the signature (certificates, timestamps or other attributes) is not as signing software writes it: the file may have been tampered with.',
      todo: askAgain,
    },
    'certificate-not-for-signing': {
      what: 'This certificate was not issued for signing documents.',
      todo: 'Ask for a signature with a certificate for that purpose.',
    },
    'chain-constraints': {
      what: 'The path from the certificate to its issuer has a fault: an intermediate certificate has expired or may not issue certificates.',
      todo: 'Tell the administrator, with the name of the issuer.',
    },
    'no-trust-anchors': {
      what: 'The office has no trusted root certificate yet, so whose signature this is stays undecided.',
      todo: 'Ask an administrator to import root certificates under Administration › Trusted roots.',
    },
    'no-chain': {
      what: 'The certificate leads to none of the trusted roots (certificates of issuers that the office recognises): the signer is not verified.',
      todo: 'If the issuer is a competent authority, ask an administrator to import its root certificate.',
    },
    'certificate-expired': {
      what: 'The certificate has expired, and no trusted timestamp proves that the signature is older.',
      todo: 'Compare the date with other records, or ask for a copy with a timestamp.',
    },
    'certificate-not-yet-valid': {
      what: 'The certificate is not valid yet.',
      todo: 'Check this computer’s clock; if it is right, ask for a new signature.',
    },
    'signed-outside-validity': {
      what: 'The time that the signer claims lies outside the validity of the certificate.',
      todo: 'Ask the signer about the time of signing.',
    },
    'timestamp-not-by-authority': {
      what: 'The timestamp was not made by a certificate issued for time stamping, or its time contradicts a later one.',
      todo: 'Do not rely on it for the time of signing.',
    },
    'timestamp-invalid': {
      what: 'The timestamp does not fit the signature, so it does not prove the time.',
      todo: askAgain,
    },
    'certificate-on-hold': {
      what: 'The certificate is on hold.',
      todo: 'Ask the signer, and check again when that has been settled.',
    },
    'revocation-unavailable': {
      what: 'Whether the certificate was revoked is not known: the issuer’s answer cannot be relied on, or the file carries more than can be examined.',
      todo: 'Check again later; if it stays so, ask the issuer of the certificate.',
    },
    'revocation-outdated': {
      what: 'Asked about the revocation of the certificate, its issuer gave only an outdated answer.',
      todo: 'Check again later; if it stays so, ask the issuer of the certificate.',
    },
    'revocation-weak': {
      what: 'Asked about the revocation of the certificate, its issuer gave an answer signed with an algorithm that is too weak today, such as SHA-1.',
      todo: 'Ask the issuer of the certificate for answers signed with SHA-256 or stronger.',
    },
    'timestamp-untrusted': {
      what: 'There is a timestamp, but its authority is not among the trusted roots; take it as information only.',
      todo: 'If needed, ask an administrator to import the root of the timestamp authority.',
    },
    'timestamp-revoked': {
      what: 'The certificate of the timestamp authority was revoked, so the timestamp does not prove its time.',
      todo: '',
    },
    'timestamp-expired': {
      what: 'The certificate of the timestamp authority has expired and no newer timestamp protects it, so it no longer proves its time.',
      todo: 'Where proof of the time is needed, ask for a copy with an archive timestamp.',
    },
    'timestamp-weak': {
      what: 'The timestamp uses an algorithm that has become too weak, so it no longer proves its time.',
      todo: '',
    },
    'timestamp-revocation-unknown': {
      what: 'Whether the certificate of the timestamp authority was revoked is not known, so the timestamp is not counted yet.',
      todo: 'Check again later.',
    },
    'timestamp-after-checking': {
      what: 'The timestamp is later than the instant chosen for the check, so it proves nothing as of then.',
      todo: '',
    },
    'legacy-signature-type': {
      what: 'The signature is of an older kind, not PAdES (the present standard for PDF signatures): it need not name the certificate that signed, and its SHA-1 kinds stand on an algorithm that is weak by now.',
      todo: 'For new documents, ask for PAdES signatures.',
    },
    'signed-data-not-der': {
      what: 'The signing software did not encode the data of the signature as PDF asks for (DER); it can be read all the same.',
      todo: '',
    },
    'attributes-not-sorted': {
      what: 'The signing software wrote the attributes in another order than the standard’s; the signature still fits.',
      todo: '',
    },
    'signing-certificate-not-named': {
      what: 'The signature does not name the certificate that signed, as older software does; the signature still fits.',
      todo: '',
    },
    'signing-time-in-cms': {
      what: 'The time of signing stands where PAdES does not use it; this does not affect the signature.',
      todo: '',
    },
    'validation-data-too-large': {
      what: 'The file carries more validation data than is read, so its long-term level is not confirmed.',
      todo: 'The signature itself is not affected; ask the sender for a file with less validation data.',
    },
    'revocation-not-checked': {
      what: 'Whether the certificate was revoked could not be checked.',
      todo: 'For an important document, ask the issuer of the certificate.',
    },
  },
  sub: {
    FORMAT_FAILURE: 'The signature or the file is malformed, or the file was changed beyond what is permitted.',
    HASH_FAILURE: 'The content is no longer what was signed.',
    SIG_CRYPTO_FAILURE: 'The signature does not fit the certificate.',
    REVOKED: 'The certificate was revoked before signing.',
    REVOKED_NO_POE: 'The certificate was revoked; nothing proves that the signature is older.',
    REVOKED_CA_NO_POE: 'The issuer’s certificate was revoked; nothing proves that the signature is older.',
    EXPIRED: 'The certificate had expired when it signed.',
    NOT_YET_VALID: 'The certificate was not valid yet when it signed.',
    SIG_CONSTRAINTS_FAILURE: 'Something about the signature does not meet the conditions of the check.',
    CHAIN_CONSTRAINTS_FAILURE: 'The certificate or its issuer does not meet the conditions for signing documents.',
    CERTIFICATE_CHAIN_GENERAL_FAILURE: 'The path of certificates could not be examined.',
    CRYPTO_CONSTRAINTS_FAILURE: 'The algorithm is too weak or unknown.',
    CRYPTO_CONSTRAINTS_FAILURE_NO_POE:
      'The algorithm has become too weak; nothing proves that the signature is from before.',
    NO_SIGNING_CERTIFICATE_FOUND: 'The signer’s certificate is missing.',
    NO_CERTIFICATE_CHAIN_FOUND: 'The signer is not verified: no path leads to a trusted root.',
    OUT_OF_BOUNDS_NO_POE: 'Nothing proves that the signature was made while the certificate was valid.',
    OUT_OF_BOUNDS_NOT_REVOKED: 'The certificate has expired; it is not known to be revoked.',
    NO_POE: 'Nothing proves when the signature was made.',
    TRY_LATER: 'The issuer could not be asked; check again later.',
    SIGNED_DATA_NOT_FOUND: 'The signed content was not found.',
  },
  change: {
    'signature-added': 'a signature was added',
    'document-timestamp-added': 'a timestamp for the whole document was added',
    'signature-field-added': 'an empty signature field was added',
    'field-over-text': 'what the filled field shows covers text of the page',
    'field-overwritten': 'the value that the field had was replaced by another one',
    'field-filled': 'a form field was filled in',
    'validation-data-added': 'data for checking the signature later was added',
    'metadata-updated': 'the description of the file was updated',
    'structure-grown': 'the new signature field was entered into the structure of the file',
    'nothing-visible': 'no visible change',
    'annotation-added': 'a note was added to a page',
    'annotation-removed': 'a note was removed from a page',
    'annotation-changed': 'a note on a page was changed',
    'annotation-over-content': 'a note was added or changed that covers what the page shows',
    'annotation-shown': 'a note that had been hidden was made visible',
    'visible-timestamp-added': 'a timestamp was added that shows something on a page',
    'signature-covers-too-little': 'the new signature does not cover what was added with it',
    'signature-over-text': 'the picture of the new signature covers text of the page',
    'signature-changed': 'a signature that was there was changed',
    'signature-removed': 'a signature that was there was removed',
    'locked-field-changed': 'a field was changed that had been locked by signing',
    'field-added': 'a form field was added',
    'field-removed': 'a form field was removed',
    'field-value-changed': 'the value of a field was changed beyond what is permitted',
    'field-look-changed': 'what a field shows was changed',
    'field-changed': 'the properties of a field were changed',
    'form-changed': 'the structure of the form was changed',
    'page-changed': 'the content of a page was changed',
    'pages-changed': 'pages were added, removed or reordered',
    'font-changed': 'a font that a page uses was changed',
    'picture-changed': 'a picture that a page uses was changed',
    'resources-changed': 'resources that a page uses were changed',
    'layers-changed': 'hidden layers were switched or changed',
    'names-changed': 'the list of names, destinations or page labels was changed',
    'script-changed': 'commands that run by themselves were added or changed',
    'attachments-changed': 'attached files were added, removed or changed',
    'outline-changed': 'the outline was changed',
    'structure-changed': 'the structure of the content (reading order, alternative text) was changed',
    'view-changed': 'how the file opens was changed',
    'permissions-changed': 'the lock of the document was changed',
    'encryption-changed': 'the encryption was changed',
    'metadata-changed': 'the description was changed beyond what is permitted',
    'validation-data-removed': 'data for checking signatures was removed or changed',
    'ambiguous-structure': 'the file is put together so that different software may show different content',
    unreadable: 'something could not be read or fully examined',
    other: 'another change',
  },
}
