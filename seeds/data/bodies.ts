/** Fields of work; each body writes mostly about its own (`data/topics.ts`). */
export const FIELDS = [
  'general',
  'personnel',
  'justice',
  'finance',
  'planning',
  'trade',
  'agriculture',
  'transport',
  'construction',
  'land',
  'digital',
  'science',
  'education',
  'health',
  'labour',
  'culture',
  'external',
  'inspection',
  'ethnic',
  'industry-parks',
] as const
export type Field = (typeof FIELDS)[number]

export type Body = {
  name: string
  symbol: string
  field: Field
  /** Position of its head. */
  head: string
  /** Share of the province's outgoing documents; the same unit for every body. */
  weight: number
  /** Drafting units, as they stand after the dash of an official letter's symbol. */
  units: readonly string[]
}

/** The provincial People's Committee: the root of the tree. */
export const PROVINCE: Body = {
  name: 'UBND tỉnh Vĩnh Phúc',
  symbol: 'UBND',
  field: 'general',
  head: 'Chủ tịch',
  weight: 95,
  units: ['VX', 'NN', 'CN', 'KT', 'NC', 'TH', 'HC'],
}

/**
 * The 23 other bodies at provincial level. Twenty are the agencies of the time; the last three (two boards and a fund
 * under the province) are chosen to make up the published number of agencies. Symbols are the usual ones, not looked up.
 */
export const BODIES: readonly Body[] = [
  {
    name: 'Văn phòng UBND tỉnh',
    symbol: 'VP',
    field: 'general',
    head: 'Chánh Văn phòng',
    weight: 32,
    units: ['HCTC', 'KSTT', 'TH'],
  },
  {
    name: 'Sở Nội vụ',
    symbol: 'SNV',
    field: 'personnel',
    head: 'Giám đốc',
    weight: 24,
    units: ['VP', 'CCVC', 'CCHC', 'XDCQ'],
  },
  {
    name: 'Sở Tư pháp',
    symbol: 'STP',
    field: 'justice',
    head: 'Giám đốc',
    weight: 15,
    units: ['VP', 'XDVB', 'PBGDPL', 'HCTP'],
  },
  {
    name: 'Sở Tài chính',
    symbol: 'STC',
    field: 'finance',
    head: 'Giám đốc',
    weight: 26,
    units: ['VP', 'QLNS', 'QLGCS', 'TCDN'],
  },
  {
    name: 'Sở Kế hoạch và Đầu tư',
    symbol: 'SKHĐT',
    field: 'planning',
    head: 'Giám đốc',
    weight: 25,
    units: ['VP', 'TH', 'ĐKKD', 'KTĐN'],
  },
  {
    name: 'Sở Công Thương',
    symbol: 'SCT',
    field: 'trade',
    head: 'Giám đốc',
    weight: 16,
    units: ['VP', 'QLTM', 'QLNL', 'QLCN'],
  },
  {
    name: 'Sở Nông nghiệp và Phát triển nông thôn',
    symbol: 'SNNPTNT',
    field: 'agriculture',
    head: 'Giám đốc',
    weight: 25,
    units: ['VP', 'KHTC', 'QLXDCT', 'CNTY'],
  },
  {
    name: 'Sở Giao thông vận tải',
    symbol: 'SGTVT',
    field: 'transport',
    head: 'Giám đốc',
    weight: 21,
    units: ['VP', 'QLVT', 'QLKCHT', 'QLCLCT'],
  },
  {
    name: 'Sở Xây dựng',
    symbol: 'SXD',
    field: 'construction',
    head: 'Giám đốc',
    weight: 22,
    units: ['VP', 'QLXD', 'QHKT', 'HTKT'],
  },
  {
    name: 'Sở Tài nguyên và Môi trường',
    symbol: 'STNMT',
    field: 'land',
    head: 'Giám đốc',
    weight: 27,
    units: ['VP', 'QLĐĐ', 'MT', 'KS'],
  },
  {
    name: 'Sở Thông tin và Truyền thông',
    symbol: 'STTTT',
    field: 'digital',
    head: 'Giám đốc',
    weight: 14,
    units: ['VP', 'CNTT', 'TTBCXB', 'BCVT'],
  },
  {
    name: 'Sở Khoa học và Công nghệ',
    symbol: 'SKHCN',
    field: 'science',
    head: 'Giám đốc',
    weight: 11,
    units: ['VP', 'QLKH', 'QLCN', 'TĐC'],
  },
  {
    name: 'Sở Giáo dục và Đào tạo',
    symbol: 'SGDĐT',
    field: 'education',
    head: 'Giám đốc',
    weight: 25,
    units: ['VP', 'GDTrH', 'GDTH', 'TCCB'],
  },
  {
    name: 'Sở Y tế',
    symbol: 'SYT',
    field: 'health',
    head: 'Giám đốc',
    weight: 31,
    units: ['VP', 'NVY', 'NVD', 'TCCB'],
  },
  {
    name: 'Sở Lao động - Thương binh và Xã hội',
    symbol: 'SLĐTBXH',
    field: 'labour',
    head: 'Giám đốc',
    weight: 21,
    units: ['VP', 'NCC', 'LĐVL', 'BTXH'],
  },
  {
    name: 'Sở Văn hóa, Thể thao và Du lịch',
    symbol: 'SVHTTDL',
    field: 'culture',
    head: 'Giám đốc',
    weight: 16,
    units: ['VP', 'QLVH', 'QLDL', 'TDTT'],
  },
  {
    name: 'Sở Ngoại vụ',
    symbol: 'SNgV',
    field: 'external',
    head: 'Giám đốc',
    weight: 7,
    units: ['VP', 'LSNV', 'HTQT'],
  },
  {
    name: 'Thanh tra tỉnh',
    symbol: 'TTr',
    field: 'inspection',
    head: 'Chánh Thanh tra',
    weight: 10,
    units: ['VP', 'NV1', 'NV2'],
  },
  { name: 'Ban Dân tộc', symbol: 'BDT', field: 'ethnic', head: 'Trưởng ban', weight: 6, units: ['VP', 'CSDT'] },
  {
    name: 'Ban Quản lý các khu công nghiệp',
    symbol: 'BQLKCN',
    field: 'industry-parks',
    head: 'Trưởng ban',
    weight: 14,
    units: ['VP', 'QLĐT', 'QLDN', 'QLMT'],
  },
  {
    name: 'Ban Quản lý dự án đầu tư xây dựng công trình dân dụng và công nghiệp',
    symbol: 'BQLDDCN',
    field: 'construction',
    head: 'Giám đốc',
    weight: 9,
    units: ['HCTH', 'KHTC'],
  },
  {
    name: 'Ban Quản lý dự án đầu tư xây dựng công trình giao thông',
    symbol: 'BQLGT',
    field: 'transport',
    head: 'Giám đốc',
    weight: 9,
    units: ['HCTH', 'KHTC'],
  },
  {
    name: 'Quỹ Đầu tư phát triển tỉnh',
    symbol: 'QĐTPT',
    field: 'finance',
    head: 'Giám đốc',
    weight: 5,
    units: ['HCTH', 'TĐ'],
  },
]
