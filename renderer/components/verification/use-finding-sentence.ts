import { useTranslation } from 'react-i18next'

/** A sentence for the code of a finding; a code without words yet is shown as it is, never hidden. */
export function useFindingSentence(): (code: string) => string {
  const { t, i18n } = useTranslation()
  return (code) => (i18n.exists(`verdict.finding.${code}`) ? t(`verdict.finding.${code}` as 'verdict.level') : code)
}
