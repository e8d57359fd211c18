import { bottomOf, centreOf, type Line, topOf } from './lines.ts'
import type { Size } from './page-space.ts'

/** Signer's authority and position, and the full name below (ô 7a, 7b). NĐ 30/2020, PL I, Phần I, II.7. */
export type SignatureBlock = {
  /** From the top: `TM. …`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`. */
  title: readonly Line[]
  /** Absent in a draft that has only the position. */
  name: Line | undefined
}

/** The cells of an administrative document that signatures and stamps keep to. NĐ 30/2020, PL I, diagram of cells. */
export type DocumentParts = {
  block: SignatureBlock | undefined
  /** The last line of the text (ô 6), above the signature block. */
  lastLine: Line | undefined
  /** *Nơi nhận* (ô 9b). */
  recipients: Line | undefined
  /** `Số: …/…` (ô 3). */
  number: Line | undefined
  /** `…, ngày … tháng … năm …` (ô 4). */
  date: Line | undefined
}

/** Thay mặt, quyền, ký thay, thừa lệnh, thừa ủy quyền (PL I, I.II.7.a), or a position that stands alone. */
const AUTHORITY = /^(TM|Q|KT|TL|TUQ)\.(?=\s|$|\p{Lu})/u
const POSITION =
  /^(Q\. )?(PHÓ )?(CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|CHÁNH VĂN PHÒNG|CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|THỦ TƯỚNG|CHỦ NHIỆM|TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG|BÍ THƯ|CHÁNH THANH TRA|ĐỘI TRƯỞNG|TRẠM TRƯỞNG|HIỆU PHÓ|PHÓ)/u
const COUNTRY = /CỘNG\s+H(ÒA|OÀ)\s+XÃ HỘI/u
const CAPITALS = /^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$/u
/** Two to seven words, each with one capital: a name, perhaps with a rank before it (`TS.`, `Thượng tá`). */
const NAME = /^(\p{Lu}[\p{Ll}\p{Lu}]*\.\s*)*\p{Lu}\p{Ll}*(\s+\p{Lu}?\p{Ll}*)?(\s+\p{Lu}\p{Ll}*){1,5}$/u
const NUMBER = /^Số\s*:?.*\/\s*\p{Lu}|^Số\s*:/u
const DATE = /,\s*ngày.*tháng.*năm/iu
const RECIPIENTS = /^Nơi\s+nhận/iu

/** Between position and name, in points: a line's distance at least, a third of a page at most. */
const GAP = { least: 14, most: 240 }
/** How far the middles of position and name may be apart. */
const ASIDE = 70

/** Finds the cells of a page. Each may be missing: a scan has none, an appendix has no signature block. */
export function findParts(lines: readonly Line[], page: Size): DocumentParts {
  const block = findBlock(lines, page)
  const recipients = lines.findLast(({ text }) => RECIPIENTS.test(text))
  return {
    block,
    recipients,
    lastLine: block && lastLineAbove(lines, block, recipients),
    number: lines.find(({ text, baseline }) => baseline > page.height / 2 && NUMBER.test(text)),
    date: lines.find(({ text, baseline }) => baseline > page.height / 3 && DATE.test(text)),
  }
}

/** The lowest name under a position in capitals, in the right half; else the lowest position alone. */
function findBlock(lines: readonly Line[], page: Size): SignatureBlock | undefined {
  const right = lines.filter((line) => centreOf(line) > page.width * 0.45)
  const capitals = right.filter(({ text }) => CAPITALS.test(text) && !COUNTRY.test(text) && /\p{Lu}{2}/u.test(text))
  for (const name of right.filter(isName).toSorted((a, b) => a.baseline - b.baseline)) {
    const last = capitals.findLast((line) => isAbove(line, name))
    if (last) return { title: titleUpTo(capitals, last), name }
  }
  const alone = capitals.findLast(({ text }) => POSITION.test(text) || AUTHORITY.test(text))
  return alone && { title: titleUpTo(capitals, alone), name: undefined }
}

function isName({ text, words }: Line): boolean {
  return words.length >= 2 && words.length <= 8 && NAME.test(text)
}

/** Nearest first from below: `lines` run from the top. */
function isAbove(title: Line, name: Line): boolean {
  const gap = title.baseline - name.baseline
  return gap > GAP.least && gap < GAP.most && Math.abs(centreOf(title) - centreOf(name)) < ASIDE
}

/** The lines of a position: those above its last one without a gap, about the same middle. */
function titleUpTo(capitals: readonly Line[], last: Line): Line[] {
  const title = [last]
  for (let at = capitals.indexOf(last) - 1; at >= 0; at -= 1) {
    const [line, first] = [capitals[at], title[0]]
    if (!line || !first || line.baseline - first.baseline > 2.1 * first.fontSize) break
    if (Math.abs(centreOf(line) - centreOf(first)) < ASIDE) title.unshift(line)
  }
  return title
}

/** The text's last line stands above both the position and *Nơi nhận*; a page number at the very top is none. */
function lastLineAbove(
  lines: readonly Line[],
  { title }: SignatureBlock,
  recipients: Line | undefined,
): Line | undefined {
  const first = title[0]
  if (!first) return undefined
  const edge = Math.max(topOf(first), recipients ? topOf(recipients) : 0) - 0.3 * first.fontSize
  return lines.findLast((line) => line.baseline > edge && bottomOf(line) > edge - line.fontSize && isText(line))
}

/** The last line of a page whose text goes on: a signature block that begins the next page. Footnotes are smaller. */
export function lastTextLine(lines: readonly Line[]): Line | undefined {
  const sizes = lines.filter(({ text }) => text.length > 20).map(({ fontSize }) => fontSize)
  const usual = sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0
  return lines.findLast((line) => line.fontSize > 0.88 * usual && isText(line))
}

const isText = ({ text }: Line): boolean => !/^[\d\s]{1,4}$/.test(text)
