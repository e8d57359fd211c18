import type { OutgoingFields } from '#contract'
import { DOCUMENT_TYPES, type DocumentTypeCode } from '#contract/document-types'
import { ARTICLES, CLOSINGS, GROUNDS, OPENINGS, SECTIONS, SENTENCES } from '#seeds/data/prose'
import type { Paper } from '#seeds/pdf/paper'
import type { Random } from '#seeds/plan/random'

/** Who writes: names as they stand at the top of the page. */
export type Letterhead = {
  /** As in a sentence: `UBND huyện Bình Xuyên`. */
  name: string
  parent: readonly string[]
  agency: readonly string[]
  symbol: string
  place: string
}

export type PaperFacts = {
  type: DocumentTypeCode
  subject: string
  number: string
  unitSymbol: string
  date: string
  competence: OutgoingFields['competence']
  position: string
  /** Position of the head, for whom a deputy signs. */
  head: string
  signerName: string
  urgency: OutgoingFields['urgency']
  recipients: readonly string[]
  addressees: readonly string[]
}

const ABBREVIATION = new Map(DOCUMENT_TYPES.map((type) => [type.code, type.abbreviation]))
const URGENCY = { normal: '', urgent: 'KHẨN', 'very-urgent': 'THƯỢNG KHẨN', express: 'HỎA TỐC' } as const

/** `UBND huyện X` as a letterhead writes it: the kind of agency on one line, its place on the next. */
export function letterheadLines(name: string): string[] {
  const upper = name.toUpperCase()
  if (upper.startsWith('UBND ')) return ['ỦY BAN NHÂN DÂN', upper.slice(5)]
  const words = upper.split(' ')
  if (words.length <= 4) return [upper]
  const lines: string[] = []
  for (let from = 0; from < words.length; from += 4) lines.push(words.slice(from, from + 4).join(' '))
  return lines
}

function symbolOfPaper({ type, unitSymbol }: PaperFacts, from: Letterhead): string {
  const abbreviation = ABBREVIATION.get(type) ?? ''
  if (abbreviation !== '') return `${abbreviation}-${from.symbol}`
  return unitSymbol === '' ? from.symbol : `${from.symbol}-${unitSymbol}`
}

/** `TM.` stands before the committee, `KT.` before the head whose deputy signs. NĐ 30/2020, PL I, I.II.7.b. */
function signerLines(facts: PaperFacts, from: Letterhead): string[] {
  const committee = from.name.startsWith('UBND ') ? ['TM. ỦY BAN NHÂN DÂN'] : []
  const position = facts.position.toUpperCase()
  if (facts.competence === 'KT.') return [...committee, `KT. ${facts.head.toUpperCase()}`, position]
  return [...committee, position]
}

/** `Về việc tăng cường …` inside a sentence: `về việc tăng cường …`. */
const inSentence = (subject: string) => subject.charAt(0).toLowerCase() + subject.slice(1)

function bodyOf(random: Random, facts: PaperFacts, name: string): string[] {
  const fill = (text: string) => text.replace('{agency}', name).replace('{subject}', inSentence(facts.subject))
  if (facts.type === 'quyet-dinh') return ARTICLES.map(fill)
  const openings = OPENINGS[facts.type] ?? OPENINGS['cong-van'] ?? []
  const sentences = random.shuffle(SENTENCES)
  const sections = SECTIONS[facts.type]
  const middle = sections
    ? sections.flatMap((heading, part) => [
        heading,
        ...sentences.slice(part * 3, part * 3 + random.int(2, 3)).map((sentence, index) => `${index + 1}. ${sentence}`),
      ])
    : sentences.slice(0, random.int(3, 6)).map((sentence, index) => `${index + 1}. ${sentence}`)
  const closing = CLOSINGS[facts.type] ?? CLOSINGS['cong-van'] ?? ''
  return [fill(random.pick(openings)), ...middle, fill(closing)]
}

function authority({ type, head }: PaperFacts, from: Letterhead): string {
  if (type !== 'quyet-dinh') return ''
  const rest = from.name.startsWith('UBND ') ? from.name.replace('UBND', 'ỦY BAN NHÂN DÂN') : from.name
  return `${head} ${rest}`.toUpperCase()
}

/** Fills an administrative document with invented, plausible text. */
export function composePaper(random: Random, from: Letterhead, facts: PaperFacts): Paper {
  return {
    parent: from.parent,
    agency: from.agency,
    number: facts.number,
    notation: symbolOfPaper(facts, from),
    place: from.place,
    date: facts.date,
    type: facts.type,
    subject: facts.subject,
    addressees: facts.addressees,
    authority: authority(facts, from),
    grounds: facts.type === 'quyet-dinh' ? GROUNDS : [],
    body: bodyOf(random, facts, from.name),
    recipients: facts.recipients,
    signerLines: signerLines(facts, from),
    signerName: facts.signerName,
    urgency: URGENCY[facts.urgency],
  }
}
