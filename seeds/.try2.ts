import { writeFileSync } from 'node:fs'
import { drawSignature } from '#seeds/images/handwriting'
import { drawSeal } from '#seeds/images/seal'

let t = performance.now()
const s = drawSeal('UBND tỉnh Vĩnh Phúc')
console.log(s.length, performance.now() - t)
t = performance.now()
writeFileSync('/tmp/seal.png', s)
writeFileSync('/tmp/seal2.png', drawSeal('UBND thị trấn Hương Canh'))
console.log(performance.now() - t)
t = performance.now()
for (const [i, n] of ['a', 'Bùi Ngọc Duyên', 'c', 'd'].entries()) writeFileSync(`/tmp/sig${i}.png`, drawSignature(n))
console.log(performance.now() - t)
