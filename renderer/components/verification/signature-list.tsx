import { useTranslation } from 'react-i18next'
import type { SignatureReport } from '#contract'
import { sharedFindings } from '#contract/words/signature-words'
import { Findings } from '#renderer/components/verification/findings.tsx'
import { SignatureCard } from '#renderer/components/verification/signature-card.tsx'
import { formatNumber } from '#renderer/text/format.ts'

/** Every signature of a file in the order of the file; what is true of all of them stands once, above. */
export function SignatureList({ signatures }: { signatures: readonly SignatureReport[] }) {
  const { t } = useTranslation()
  const told = sharedFindings(signatures)
  return (
    <>
      <Findings
        codes={told}
        indication={worstOf(signatures)}
        title={t('verify.shared', { n: formatNumber(signatures.length) })}
      />
      {signatures.map((report, at) => (
        <SignatureCard
          key={`${report.field}${String(at)}`}
          report={report}
          index={at + 1}
          of={signatures.length}
          told={told}
        />
      ))}
    </>
  )
}

const ORDER = ['TOTAL-FAILED', 'INDETERMINATE', 'TOTAL-PASSED'] as const

function worstOf(signatures: readonly SignatureReport[]): SignatureReport['indication'] {
  return ORDER.find((known) => signatures.some(({ indication }) => indication === known)) ?? 'TOTAL-PASSED'
}
