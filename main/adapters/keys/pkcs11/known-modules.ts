import { existsSync, realpathSync } from 'node:fs'
import { posix, win32 } from 'node:path'

export type KnownModule = { name: string; path: string }

/**
 * Middleware that Vietnamese offices have: the Government Cipher Committee's tokens (bit4id), those of the public
 * authorities, most of them Feitian devices under their own name, and the general ones. File names on Windows, where
 * they stand in System32.
 */
const ON_WINDOWS: readonly (readonly [string, readonly string[]])[] = [
  ['Ban Cơ yếu Chính phủ (bit4id xPKI)', ['bit4xpki.dll', 'bit4ipki.dll', 'bit4opki.dll']],
  ['Ban Cơ yếu Chính phủ (SafeNet eToken)', ['eTPKCS11.dll', 'eToken.dll']],
  [
    'VNPT-CA',
    [
      'vnptca_p11_v10.dll',
      'vnptca_p11_v9.dll',
      'vnptca_p11_v8.dll',
      'vnptca_p11_v7.dll',
      'vnptca_p11_v6.dll',
      'vnpt-ca_csp11.dll',
      'vnpt-ca_v34.dll',
      'vnpt-ca_cl_v1.dll',
    ],
  ],
  [
    'Viettel-CA',
    [
      'viettel-ca_v6.dll',
      'viettel-ca_v5.dll',
      'viettel-ca_v4.dll',
      'viettel-ca_v3.dll',
      'viettel-ca_v2.dll',
      'viettel-ca.dll',
    ],
  ],
  ['FPT-CA', ['fptca_v6.dll', 'fptca_v5.dll', 'fptca_v4.dll', 'fptca_v3.dll', 'fpt-ca.dll', 'fpt-ca-stx.dll']],
  ['BkavCA', ['BkavCAv25.dll', 'BkavCAv2T.dll', 'BkavCA.dll', 'bkavca_p11.dll']],
  [
    'CA2 (Nacencomm)',
    [
      'nca_v9.dll',
      'nca_v8.dll',
      'nca_v7.dll',
      'nca_v6.dll',
      'nca_v5.dll',
      'nca_v4.dll',
      'CA2CSP11_v2.dll',
      'CA2_csp11.dll',
      'CA2_v34.dll',
    ],
  ],
  [
    'Vina-CA (SmartSign)',
    [
      'Vina-CAv10.dll',
      'Vina-CAv9.dll',
      'Vina-CAv8.dll',
      'Vina-CAv7.dll',
      'Vina-CAv6.dll',
      'Vina-CAv5.dll',
      'Vina-CAv4.dll',
      'Vina-CAv3.dll',
      'Vina-CA.dll',
    ],
  ],
  ['NewTel-CA', ['NEWTEL-CA.dll']],
  ['SafeCA', ['safe-ca_v2.dll', 'safe-ca.dll']],
  ['I-CA', ['ica_csp11_v1.dll']],
  ['NCCA', ['ncca_csp11_v1.dll']],
  ['FastCA', ['fca_v1.dll']],
  ['Feitian ePass2003', ['eps2003csp11v2.dll', 'eps2003csp11.dll', 'ngp11v211.dll', 'ShuttleCsp11_3003.dll']],
  ['Watchdata', ['wdpkcs.dll', 'wdsafe3.dll']],
  ['SafeNet IDPrime', ['IDPrimePKCS1164.dll', 'IDPrimePKCS11.dll']],
]

const WINDOWS_PROGRAMS: readonly KnownModule[] = [
  { name: 'OpenSC', path: 'OpenSC Project\\OpenSC\\pkcs11\\opensc-pkcs11.dll' },
  { name: 'SafeNet eToken', path: 'SafeNet\\Authentication\\SAC\\x64\\eTPKCS11.dll' },
  { name: 'bit4id xPKI', path: 'bit4id\\bit4xpki.dll' },
]

const ON_LINUX: readonly (readonly [string, readonly string[]])[] = [
  [
    'Ban Cơ yếu Chính phủ (bit4id xPKI)',
    ['libbit4xpki.so', 'libbit4ipki.so', 'libbit4opki.so', 'bit4id/libbit4xpki.so'],
  ],
  ['SafeNet eToken', ['libeToken.so', 'libeTPkcs11.so']],
  ['SafeNet IDPrime', ['libIDPrimePKCS11.so', 'pkcs11/libIDPrimePKCS11.so']],
  ['Feitian ePass2003', ['libcastle.so.1.0.0', 'libcastle_v2.so.1.0.0']],
  ['OpenSC', ['opensc-pkcs11.so', 'pkcs11/opensc-pkcs11.so']],
  ['YubiKey', ['libykcs11.so', 'libykcs11.so.2']],
  ['SoftHSM2', ['softhsm/libsofthsm2.so']],
]
const LINUX_FOLDERS = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib',
]

const ON_MAC: readonly KnownModule[] = [
  { name: 'Ban Cơ yếu Chính phủ (bit4id xPKI)', path: '/Library/bit4id/pkcs11/libbit4xpki.dylib' },
  { name: 'Ban Cơ yếu Chính phủ (bit4id xPKI)', path: '/usr/local/lib/libbit4xpki.dylib' },
  { name: 'Viettel-CA', path: '/usr/local/lib/viettel-ca_v6.dylib' },
  { name: 'Viettel-CA', path: '/usr/local/lib/viettel-ca_v5.dylib' },
  { name: 'VNPT-CA', path: '/usr/local/lib/vnptca_p11_v8.dylib' },
  { name: 'SafeNet eToken', path: '/usr/local/lib/libeTPkcs11.dylib' },
  { name: 'SafeNet IDPrime', path: '/usr/local/lib/libIDPrimePKCS11.dylib' },
  { name: 'Feitian ePass2003', path: '/usr/local/lib/libcastle.1.0.0.dylib' },
  { name: 'OpenSC', path: '/Library/OpenSC/lib/opensc-pkcs11.so' },
  { name: 'YubiKey', path: '/usr/local/lib/libykcs11.dylib' },
]

/** Where known middleware would stand on this kind of machine. */
export function knownPaths(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv = process.env): KnownModule[] {
  if (platform === 'darwin') return [...ON_MAC]
  if (platform !== 'win32') {
    return ON_LINUX.flatMap(([name, files]) =>
      LINUX_FOLDERS.flatMap((folder) => files.map((file) => ({ name, path: posix.join(folder, file) }))),
    )
  }
  const system = win32.join(environment['SystemRoot'] ?? 'C:\\Windows', 'System32')
  const programs = environment['ProgramFiles'] ?? 'C:\\Program Files'
  return [
    ...ON_WINDOWS.flatMap(([name, files]) => files.map((file) => ({ name, path: win32.join(system, file) }))),
    ...WINDOWS_PROGRAMS.map(({ name, path }) => ({ name, path: win32.join(programs, path) })),
  ]
}

/** Known middleware that is installed here beside what is chosen; none of it is loaded before somebody chooses it. */
export function installedModules(
  chosen: readonly string[] = [],
  platform: NodeJS.Platform = process.platform,
): KnownModule[] {
  // Folders of libraries are often links to each other.
  const seen = new Set(chosen.filter((path) => existsSync(path)).map((path) => realpathSync(path)))
  return knownPaths(platform).filter(({ path }) => {
    if (!existsSync(path) || seen.has(realpathSync(path))) return false
    seen.add(realpathSync(path))
    return true
  })
}

/** What a module is called: its maker's name where it is known, else the file's. */
export function nameOfModule(path: string, platform: NodeJS.Platform = process.platform): string {
  const known = knownPaths(platform).find((one) => one.path.toLowerCase() === path.toLowerCase())
  return known?.name ?? (platform === 'win32' ? win32.basename(path) : posix.basename(path))
}
