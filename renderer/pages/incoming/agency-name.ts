/** Kinds of bodies that begin the name of an issuing agency; the second of two such lines is the issuer. */
const KINDS = [
  'Ủy ban nhân dân',
  'Hội đồng nhân dân',
  'Tổng cục',
  'Chi cục',
  'Cục',
  'Bộ',
  'Sở',
  'Văn phòng',
  'Ban Quản lý',
  'Ban',
  'Thanh tra',
  'Công an',
  'Phòng',
  'Trung tâm',
  'Trường',
  'Viện',
  'Bệnh viện',
  'Tòa án',
  'Kho bạc',
  'Bảo hiểm xã hội',
  'Ngân hàng',
  'Tổng công ty',
  'Công ty',
  'Hội',
  'Đảng ủy',
  'Tỉnh ủy',
  'Huyện ủy',
  'Thành ủy',
]
/** Units of territory stay small; what follows them is a name. */
const TERRITORIES = ['tỉnh', 'thành phố', 'huyện', 'quận', 'thị xã', 'thị trấn', 'xã', 'phường', 'đặc khu']

/** Whether a line begins the name of a body. */
export function beginsAgency(line: string): boolean {
  const lower = spelled(line)
  return KINDS.some((kind) => startsWithWords(lower, kind.toLowerCase()))
}

/**
 * The name of an agency as it is written inside a sentence: `SỞ NỘI VỤ` becomes `Sở Nội vụ`.
 * @see NĐ 30/2020, PL II, IV (capital letters in the names of agencies).
 */
export function agencyName(capitals: string): string {
  const lower = spelled(capitals)
  const [name = '', ...territory] = splitAtTerritory(lower)
  return [functionName(name), ...territory].filter((part) => part !== '').join(' ')
}

function spelled(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^ubnd(?=\s|$)/u, 'ủy ban nhân dân')
    .replace(/^uỷ ban/u, 'ủy ban')
    .replace(/^hđnd(?=\s|$)/u, 'hội đồng nhân dân')
}

function startsWithWords(text: string, words: string): boolean {
  return text === words || text.startsWith(`${words} `)
}

/** `ủy ban nhân dân tỉnh vĩnh phúc` -> the body, and `tỉnh Vĩnh Phúc`. */
function splitAtTerritory(lower: string): string[] {
  const starts = TERRITORIES.map((unit) => ({ unit, at: ` ${lower} `.indexOf(` ${unit} `) })).filter(({ at }) => at > 0)
  const first = starts.toSorted((a, b) => a.at - b.at || b.unit.length - a.unit.length)[0]
  if (!first) return [lower]
  const place = lower.slice(first.at + first.unit.length).trim()
  return [lower.slice(0, first.at).trim(), first.unit, place.split(' ').map(capital).join(' ')]
}

function functionName(lower: string): string {
  const kind = KINDS.find((candidate) => startsWithWords(lower, candidate.toLowerCase()))
  if (kind === undefined) return capital(lower)
  const rest = lower.slice(kind.length).trim()
  return [kind, capital(rest).replace(/ và (\p{L})/gu, (_, letter: string) => ` và ${letter.toUpperCase()}`)]
    .filter((part) => part !== '')
    .join(' ')
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
