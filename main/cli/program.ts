import { Command, CommanderError, Option } from 'commander'
import type { RaiseFlags } from './raise.ts'
import { notYet, type SignFlags } from './sign-options.ts'
import type { StatsFlags } from './stats.ts'
import type { VerifyFlags } from './verify.ts'

/** Global options, as they were typed. */
export type Globals = { workspace?: string; json?: boolean; lang: 'vi' | 'en' }

/** What each command does; the program only reads the line that was typed. */
export type Actions = {
  sign: (globals: Globals, files: string[], flags: SignFlags) => Promise<number>
  raise: (globals: Globals, files: string[], flags: RaiseFlags) => Promise<number>
  verify: (globals: Globals, files: string[], flags: VerifyFlags) => Promise<number>
  stats: (globals: Globals, flags: StatsFlags) => Promise<number>
  demo: (globals: Globals, flags: { scale: string }) => Promise<number>
  open: (globals: Globals, flags: { browser: boolean; port: string }) => Promise<number>
  check: (globals: Globals) => Promise<number>
}

const LATER = ['register', 'serve', 'backup', 'restore'] as const

/** The command line of the design; `done` is told the exit code. */
export function createProgram(actions: Actions, done: (code: number) => void): Command {
  const program = new Command('vanthu')
    .description('Văn Thư: ký số và quản lý văn bản · digital signatures and document registers')
    .option('--workspace <dir>', 'thư mục làm việc · workspace folder')
    .option('--json', 'một tài liệu JSON ra stdout · one JSON document on stdout')
    .addOption(new Option('--lang <vi|en>', 'ngôn ngữ · language').choices(['vi', 'en']).default('vi'))
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
  const globals = () => program.opts<Globals>()

  addSign(program).action(async (files: string[], flags: SignFlags) => {
    done(await actions.sign(globals(), files, flags))
  })
  addRaise(program).action(async (files: string[], flags: RaiseFlags) => {
    done(await actions.raise(globals(), files, flags))
  })
  addVerify(program).action(async (files: string[], flags: VerifyFlags) => {
    done(await actions.verify(globals(), files, flags))
  })
  addStats(program).action(async (flags: StatsFlags) => {
    done(await actions.stats(globals(), flags))
  })
  program
    .command('demo')
    .description('nạp văn phòng mẫu vào không gian làm việc trống · fills an empty workspace with the demo office')
    .option('--scale <n>', 'cỡ dữ liệu · size of the data', '1')
    .action(async (flags: { scale: string }) => {
      done(await actions.demo(globals(), flags))
    })
  program
    .command('open')
    .description('mở Văn Thư trong trình duyệt · opens the app in the browser, on 127.0.0.1 only')
    .option('--no-browser', 'chỉ in địa chỉ · print the address only')
    .option('--port <n>', 'cổng · port', '0')
    .action(async (flags: { browser: boolean; port: string }) => {
      done(await actions.open(globals(), flags))
    })
  program
    .command('check')
    .description('kiểm tra toàn vẹn không gian làm việc · verifies the workspace')
    .action(async () => {
      done(await actions.check(globals()))
    })
  for (const name of LATER) addLater(program, name)
  return program
}

/** Commands the design names for later versions answer clearly. */
function addLater(program: Command, name: string): void {
  program
    .command(name, { hidden: true })
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      throw notYet(`vanthu ${name}`)
    })
}

function addSign(program: Command): Command {
  return program
    .command('sign')
    .description('ký PDF (PAdES) bằng khóa PKCS#12 hoặc token · signs PDFs with a PKCS#12 key or a token')
    .argument('<in.pdf...>', 'tệp PDF hoặc thư mục · PDF files or folders')
    .option('--out <file>', 'tệp đích · output file')
    .option('--out-dir <dir>', 'thư mục đích · output folder')
    .option('--p12 <file>', 'khóa PKCS#12 · PKCS#12 key')
    .option('--password-file <file>', 'tệp chứa mật khẩu của khóa · file with the key’s password')
    .option('--pkcs11 <module>', 'phần mềm PKCS#11 của token · the token’s PKCS#11 module')
    .option('--token <label>', 'tên token · the token’s label')
    .option('--pin-file <file>', 'tệp chứa mã PIN · file with the PIN')
    .option('--key <label>', 'tên khóa hoặc người trên chứng thư · label of the key, or name on its certificate')
    .option('--role <role>', ROLES, 'plain')
    .option('--level <level>', LEVELS, 'B-B')
    .option('--tsa <url>', TSA)
    .option('--tsa-digest <name>', 'sha256 | sha384 | sha512', 'sha256')
    .option('--trust <path...>', TRUST)
    .option('--field <name>', 'ô chữ ký · signature field')
    .option('--page <n>', 'trang, -1 là trang cuối · page, -1 is the last')
    .option('--rect <x,y,w,h>', 'vị trí tính bằng điểm từ góc trái dưới · place in points from the lower left')
    .option('--image <png>', 'ảnh chữ ký · image of the signature')
    .option('--reason <text>', 'lý do · reason')
    .option('--location <text>', 'nơi ký · location')
    .option('--document-code <code>', 'số, ký hiệu văn bản (phụ lục) · number and symbol of the document (appendix)')
    .option('--copy-form <form>', 'SAO Y | SAO LỤC | TRÍCH SAO', 'SAO Y')
    .option('--comment <text>', 'nội dung bút phê · the comment')
    .option('--arrival-number <number>', 'số đến · arrival number')
    .option('--arrival-date <date>', 'ngày đến · arrival date')
    .option('--password-pdf-file <file>', PASSWORD_PDF)
}

const ROLES = 'plain | initial | leader | agency | incoming | comment | appendix | copy'
const LEVELS = 'B-B | B-T | B-LT | B-LTA'
const PASSWORD_PDF = 'tệp chứa mật khẩu của PDF được mã hóa · file with the password of encrypted PDFs'
const TSA = 'máy chủ cấp dấu thời gian (B-T trở lên) · time-stamping authority (B-T and above)'
const TRUST = 'CA tin cậy (PEM, DER, P7B) hoặc thư mục · trusted CAs, or a folder of them'

function addRaise(program: Command): Command {
  return program
    .command('raise')
    .description('nâng mức chữ ký của PDF đã ký · raises the level of signed PDFs')
    .argument('<in.pdf...>', 'tệp PDF hoặc thư mục · PDF files or folders')
    .option('--out <file>', 'tệp đích · output file')
    .option('--out-dir <dir>', 'thư mục đích · output folder')
    .requiredOption('--level <level>', 'B-T | B-LT | B-LTA')
    .option('--tsa <url>', TSA)
    .option('--tsa-digest <name>', 'sha256 | sha384 | sha512', 'sha256')
    .option('--trust <path...>', TRUST)
    .option('--password-pdf-file <file>', PASSWORD_PDF)
}

function addVerify(program: Command): Command {
  return program
    .command('verify')
    .description('kiểm tra chữ ký của PDF · verifies the signatures of PDFs')
    .argument('<file...>', 'tệp PDF hoặc thư mục · PDF files or folders')
    .option('--trust <path...>', TRUST)
    .option('--at <instant>', 'kiểm tra tại thời điểm · verify as of this instant')
    .option('--password-pdf-file <file>', PASSWORD_PDF)
    .option('--offline', 'không hỏi nơi cấp chứng thư qua mạng · asks no issuer over the network')
    .option('--report <file.pdf>', 'ghi báo cáo kiểm tra ra PDF · writes the result as a PDF')
}

function addStats(program: Command): Command {
  return program
    .command('stats')
    .description('tỷ lệ ký số của một kỳ · signing rates of a period')
    .option('--from <date>', 'từ ngày · from')
    .option('--to <date>', 'đến ngày · to')
    .option('--period <period>', '2022 | 2022-H1 | 2022-Q1 | 2022-03')
    .addOption(new Option('--by <grouping>').choices(['agency', 'month', 'type', 'signer', 'level']).default('agency'))
    .addOption(new Option('--xlsx <file>').hideHelp())
}

/** Whether commander has already said what was wrong, or shown the help. */
export function exitCodeOf(error: CommanderError): number {
  return error.exitCode === 0 ? 0 : 2
}
