import type { Ref } from 'react'
import type { DeviceKey } from '#contract'
import { CertificateWarnings } from '#renderer/components/signing/certificate-warnings.tsx'
import { SecretField } from '#renderer/components/signing/secret-field.tsx'
import { isPinUsable, TokenHint } from '#renderer/components/signing/token-hint.tsx'

/** What the signer should know of the chosen key, and the one question: its password or PIN. */
export function ChosenKey({ signingKey, fieldRef }: { signingKey: DeviceKey; fieldRef: Ref<HTMLInputElement> }) {
  return (
    <>
      <CertificateWarnings keyId={signingKey.id} />
      {signingKey.token && <TokenHint token={signingKey.token} />}
      {isPinUsable(signingKey.token) && <SecretField fieldRef={fieldRef} signingKey={signingKey} />}
    </>
  )
}
