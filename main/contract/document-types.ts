/**
 * The 29 kinds of administrative documents and their abbreviations, and the three kinds of copies.
 * @see NĐ 30/2020/NĐ-CP, Điều 7; PL III, Mục I.
 */
export const DOCUMENT_TYPES = [
  { code: 'nghi-quyet', abbreviation: 'NQ', vi: 'Nghị quyết', en: 'Resolution' },
  { code: 'quyet-dinh', abbreviation: 'QĐ', vi: 'Quyết định', en: 'Decision' },
  { code: 'chi-thi', abbreviation: 'CT', vi: 'Chỉ thị', en: 'Directive' },
  { code: 'quy-che', abbreviation: 'QC', vi: 'Quy chế', en: 'Statute' },
  { code: 'quy-dinh', abbreviation: 'QyĐ', vi: 'Quy định', en: 'Regulation' },
  { code: 'thong-cao', abbreviation: 'TC', vi: 'Thông cáo', en: 'Communiqué' },
  { code: 'thong-bao', abbreviation: 'TB', vi: 'Thông báo', en: 'Notice' },
  { code: 'huong-dan', abbreviation: 'HD', vi: 'Hướng dẫn', en: 'Guideline' },
  { code: 'chuong-trinh', abbreviation: 'CTr', vi: 'Chương trình', en: 'Programme' },
  { code: 'ke-hoach', abbreviation: 'KH', vi: 'Kế hoạch', en: 'Plan' },
  { code: 'phuong-an', abbreviation: 'PA', vi: 'Phương án', en: 'Scheme' },
  { code: 'de-an', abbreviation: 'ĐA', vi: 'Đề án', en: 'Project proposal' },
  { code: 'du-an', abbreviation: 'DA', vi: 'Dự án', en: 'Project' },
  { code: 'bao-cao', abbreviation: 'BC', vi: 'Báo cáo', en: 'Report' },
  { code: 'bien-ban', abbreviation: 'BB', vi: 'Biên bản', en: 'Minutes' },
  { code: 'to-trinh', abbreviation: 'TTr', vi: 'Tờ trình', en: 'Submission' },
  { code: 'hop-dong', abbreviation: 'HĐ', vi: 'Hợp đồng', en: 'Contract' },
  { code: 'cong-dien', abbreviation: 'CĐ', vi: 'Công điện', en: 'Telegram' },
  { code: 'ban-ghi-nho', abbreviation: 'BGN', vi: 'Bản ghi nhớ', en: 'Memorandum' },
  { code: 'ban-thoa-thuan', abbreviation: 'BTT', vi: 'Bản thỏa thuận', en: 'Agreement' },
  { code: 'giay-uy-quyen', abbreviation: 'GUQ', vi: 'Giấy ủy quyền', en: 'Authorisation' },
  { code: 'giay-moi', abbreviation: 'GM', vi: 'Giấy mời', en: 'Invitation' },
  { code: 'giay-gioi-thieu', abbreviation: 'GGT', vi: 'Giấy giới thiệu', en: 'Letter of introduction' },
  { code: 'giay-nghi-phep', abbreviation: 'GNP', vi: 'Giấy nghỉ phép', en: 'Leave permit' },
  { code: 'phieu-gui', abbreviation: 'PG', vi: 'Phiếu gửi', en: 'Dispatch slip' },
  { code: 'phieu-chuyen', abbreviation: 'PC', vi: 'Phiếu chuyển', en: 'Transfer slip' },
  { code: 'phieu-bao', abbreviation: 'PB', vi: 'Phiếu báo', en: 'Advice slip' },
  { code: 'cong-van', abbreviation: '', vi: 'Công văn', en: 'Official letter' },
  { code: 'thu-cong', abbreviation: '', vi: 'Thư công', en: 'Public letter' },
] as const satisfies readonly { code: string; abbreviation: string; vi: string; en: string }[]

export type DocumentTypeCode = (typeof DOCUMENT_TYPES)[number]['code']
export const DOCUMENT_TYPE_CODES = DOCUMENT_TYPES.map((type) => type.code) as [DocumentTypeCode, ...DocumentTypeCode[]]
