/** Part of `verify.ts`: verifies one file and prints the verdict, how long that took and how much memory this process ever had. */
import { readFileSync } from 'node:fs'
import { verifyPdf } from '#core/verification/verify-pdf'
import { openLocalFile } from '#main/adapters/files/local-file'

const [file, anchor] = process.argv.slice(2)
if (file === undefined || anchor === undefined) throw new Error('usage: verify-one FILE ANCHOR')

const started = performance.now()
const source = openLocalFile(file)
const { verdict } = await verifyPdf(source, { anchors: [readFileSync(anchor)], at: new Date(), file })
source.close()
const milliseconds = performance.now() - started
console.log(JSON.stringify({ verdict, milliseconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }))
