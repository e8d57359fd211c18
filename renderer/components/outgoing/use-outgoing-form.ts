import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail, OutgoingFields, PersonId } from '#contract'

/** The form before it is complete: the signer may not be chosen yet. */
export type OutgoingGiven = Omit<OutgoingFields, 'signerId' | 'pageAmount'> & { signerId: PersonId | null }

const NEW: OutgoingGiven = {
  type: 'cong-van',
  subject: '',
  unitSymbol: '',
  signerId: null,
  competence: '',
  urgency: 'normal',
  secrecy: 'none',
  recipients: [],
  issuedAmount: 1,
  dueDate: null,
  language: 'Tiếng Việt',
  description: '',
}

export type OutgoingForm = ReturnType<typeof useOutgoingForm>

/** Fields of an outgoing document (NĐ 30/2020, PL VI) with their defaults, and what is missing once it was sent. */
export function useOutgoingForm(first: Partial<OutgoingGiven> = {}) {
  const { t } = useTranslation()
  const [given, setGiven] = useState<OutgoingGiven>({ ...NEW, ...first })
  const [sent, setSent] = useState(false)
  const [isTyped, setTyped] = useState(false)
  const [proposed, setProposed] = useState(first.subject ?? '')
  const needsUnit = given.type === 'cong-van'
  const problems = {
    subject: given.subject.trim() === '' ? t('outgoing.subjectMissing') : null,
    signerId: given.signerId === null ? t('outgoing.signerMissing') : null,
    unitSymbol: needsUnit && given.unitSymbol.trim() === '' ? t('outgoing.unitMissing') : null,
  }
  return {
    given,
    /** Something was written or chosen that leaving would lose. */
    isTyped,
    set: (change: Partial<OutgoingGiven>) => {
      setTyped(true)
      setGiven((before) => ({ ...before, ...change }))
    },
    /** A subject from the file's name, or none; it follows the file, but what was typed meanwhile stays. */
    proposeSubject: (subject: string) => {
      setGiven((before) => (['', proposed].includes(before.subject.trim()) ? { ...before, subject } : before))
      setProposed(subject)
    },
    problems: sent ? problems : { subject: null, signerId: null, unitSymbol: null },
    /** The symbol of a công văn names the drafting unit or field too: NĐ 30/2020, PL I, Phần I, II.3. */
    needsUnit,
    /** A document that is a state secret must not enter: Luật 29/2018/QH14, Điều 5.5. */
    isSecret: given.secrecy !== 'none',
    /** The complete fields, or null where something is missing; then the form says so. */
    check: (): OutgoingFields | null => {
      setSent(true)
      const { signerId, ...rest } = given
      if (signerId === null || problems.subject !== null || problems.unitSymbol !== null) return null
      return { ...rest, signerId, subject: rest.subject.trim() }
    },
  }
}

/** What the form starts with when a document is edited. */
export function givenOf(document: DocumentDetail): OutgoingGiven {
  const { type, subject, unitSymbol, signerId, competence, urgency, secrecy, recipients } = document
  const { issuedAmount, dueDate, language, description } = document
  return {
    ...{ type, subject, unitSymbol, signerId, competence, urgency, secrecy, recipients },
    ...{ issuedAmount, dueDate, language, description },
  }
}
