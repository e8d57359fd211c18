import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '#contract/words/format'
import { en } from '#renderer/text/en/index.ts'
import { vi } from '#renderer/text/vi/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words'
    resources: { words: typeof vi }
  }
}

export type { Language } from '#contract/words/format'

/** The reader's language, for words that the contract keeps. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'vi'
}

/** Vietnamese first: it is also what a missing English word falls back to. */
export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    defaultNS: 'words',
    resources: { vi: { words: vi }, en: { words: en } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  document.documentElement.lang = language
}

/** Changes the language without a restart. */
export async function speak(language: Language): Promise<void> {
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}
