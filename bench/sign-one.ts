/** Part of `large.ts`: signs one file visibly and prints how long that took and how much memory this process ever had. */
import { readFileSync } from 'node:fs'
import { signPdf } from '#core/signing/sign-pdf'
import { createLocalFile, openLocalFile } from '#main/adapters/files/local-file'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { openPkcs12 } from '#main/adapters/keys/pkcs12'
import { makeSeal, PASSWORD } from './inputs.ts'

const [input, output, p12] = process.argv.slice(2)
if (input === undefined || output === undefined || p12 === undefined) throw new Error('usage: sign-one IN OUT P12')

const key = await openPkcs12(readFileSync(p12), PASSWORD)
const appearance = { imagePng: makeSeal(), lines: ['Ký bởi: Nguyễn Văn Kiểm'], font: tinosRegular() }
const started = performance.now()
const source = openLocalFile(input)
const sink = await createLocalFile(output)
const place = { page: 1, x: 330, y: 90, width: 180, height: 110 }
await signPdf({ source, key, signedAt: new Date(), place, appearance }, sink)
await sink.finish()
source.close()
const milliseconds = performance.now() - started
console.log(JSON.stringify({ milliseconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }))
