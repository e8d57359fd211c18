import { useTranslation } from 'react-i18next'
import { DOCUMENT_TYPES, type DocumentType } from '#contract'

/** Names that the contract keeps in both languages. */
export function useNames(): {
  typeName: (code: DocumentType) => string
  typeOptions: { value: DocumentType; label: string }[]
} {
  const { i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'vi'
  const typeName = (code: DocumentType) => DOCUMENT_TYPES.find((type) => type.code === code)?.[language] ?? code
  return { typeName, typeOptions: DOCUMENT_TYPES.map(({ code }) => ({ value: code, label: typeName(code) })) }
}
