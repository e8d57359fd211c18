import { describe, expect, test } from 'vitest'
import { knownPaths, nameOfModule } from '#main/adapters/keys/pkcs11/known-modules'
import {
  functionOffset,
  initializeArguments,
  layoutOf,
  tokenInfoSize,
  triple,
  ulongs,
} from '#main/adapters/keys/pkcs11/layout'
import { readLibraryKind } from '#main/adapters/keys/pkcs11/library-file'
import { ecdsaToDer } from '#main/adapters/keys/pkcs11/mechanisms'

describe('the structures of PKCS#11', () => {
  const linux = layoutOf('linux', 'x64')
  const windows = layoutOf('win32', 'x64')
  const old = layoutOf('win32', 'ia32')

  test('are aligned with eight-byte numbers on 64-bit Linux and macOS', () => {
    expect(layoutOf('darwin', 'arm64')).toEqual(linux)
    expect(triple(linux, 0x102, { address: 0x1122n, length: 3 }).toString('hex')).toBe(
      '0201000000000000' + '2211000000000000' + '0300000000000000',
    )
    expect([functionOffset(linux, 0), functionOffset(linux, 43)]).toEqual([8, 352])
    expect([initializeArguments(linux, 2).length, tokenInfoSize(linux)]).toEqual([48, 204])
    expect(initializeArguments(linux, 2).indexOf(2)).toBe(32)
  })

  test('are packed with four-byte numbers on Windows, pointers as wide as the program’s', () => {
    expect(triple(windows, 0x102, { address: 0x1122n, length: 3 }).toString('hex')).toBe(
      '02010000' + '2211000000000000' + '03000000',
    )
    expect(triple(old, 0x102, { address: 0x1122n, length: 3 }).toString('hex')).toBe(
      '02010000' + '22110000' + '03000000',
    )
    expect([functionOffset(windows, 0), functionOffset(windows, 1), functionOffset(old, 1)]).toEqual([2, 10, 6])
    expect([initializeArguments(windows, 2).length, initializeArguments(windows, 2).indexOf(2)]).toEqual([44, 32])
    expect(ulongs(windows, 1, 2).length).toBe(8)
    expect(tokenInfoSize(windows)).toBe(160)
  })
})

describe('the head of a library', () => {
  const elf = (machine: number) => {
    const head = Buffer.alloc(64)
    head.writeUInt32BE(0x7f45_4c46)
    head.writeUInt16LE(machine, 18)
    return head
  }
  const pe = (machine: number) => {
    const head = Buffer.alloc(256)
    head.write('MZ')
    head.writeUInt32LE(0x80, 0x3c)
    head.write('PE\0\0', 0x80)
    head.writeUInt16LE(machine, 0x84)
    return head
  }
  const fat = Buffer.alloc(64)
  fat.writeUInt32BE(0xcafe_babe)
  fat.writeUInt32BE(2, 4)
  fat.writeUInt32BE(0x0100_0007, 8)
  fat.writeUInt32BE(0x0100_000c, 28)
  const thin = Buffer.alloc(64)
  thin.writeUInt32LE(0xfeed_facf)
  thin.writeUInt32LE(0x0100_000c, 4)

  test.each([
    ['ELF', elf(0x3e), { system: 'linux', machines: ['x64'] }],
    ['ELF of 32 bits', elf(0x03), { system: 'linux', machines: ['ia32'] }],
    ['a DLL', pe(0x8664), { system: 'win32', machines: ['x64'] }],
    ['a DLL of 32 bits', pe(0x014c), { system: 'win32', machines: ['ia32'] }],
    ['a DLL for ARM', pe(0xaa64), { system: 'win32', machines: ['arm64'] }],
    ['Mach-O', thin, { system: 'darwin', machines: ['arm64'] }],
    ['fat Mach-O', fat, { system: 'darwin', machines: ['x64', 'arm64'] }],
    ['nothing', Buffer.alloc(0), undefined],
    ['a text', Buffer.from('#!/bin/sh\n'.repeat(10)), undefined],
    ['a DLL whose header points outside', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(80, 0xff)]), undefined],
  ])('of %s is read', (_what, head, kind) => {
    expect(readLibraryKind(head)).toEqual(kind)
  })
})

describe('known middleware', () => {
  test('is looked for where each system keeps it', () => {
    const windows = knownPaths('win32', { SystemRoot: 'D:\\Windows', ProgramFiles: 'D:\\Program Files' })
    expect(windows.map(({ path }) => path)).toContain('D:\\Windows\\System32\\bit4xpki.dll')
    expect(windows.map(({ path }) => path)).toContain('D:\\Windows\\System32\\viettel-ca_v6.dll')
    expect(windows.every(({ path }) => path.startsWith('D:\\'))).toBe(true)
    expect(knownPaths('linux').map(({ path }) => path)).toContain('/usr/lib/libbit4xpki.so')
    expect(knownPaths('darwin').map(({ path }) => path)).toContain('/Library/bit4id/pkcs11/libbit4xpki.dylib')
  })

  test('has its maker’s name, other modules their file’s', () => {
    expect(nameOfModule('/usr/lib/softhsm/libsofthsm2.so', 'linux')).toBe('SoftHSM2')
    expect(nameOfModule('/opt/x/libmine.so', 'linux')).toBe('libmine.so')
    expect(nameOfModule('C:\\windows\\system32\\VNPTCA_P11_V8.DLL', 'win32')).toBe('VNPT-CA')
  })
})

test.each([
  ['small', '0001' + '0002', '3006020101020102'],
  ['with the highest bit', 'ff00' + '80ff', '300a020300ff0002030080ff'],
  ['zero', '0000' + '0001', '3006020100020101'],
])('r and s become two INTEGERs: %s', (_what, raw, der) => {
  expect(Buffer.from(ecdsaToDer(Buffer.from(raw, 'hex'))).toString('hex')).toBe(der)
})
