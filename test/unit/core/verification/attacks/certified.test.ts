import { certifiedAttacks } from '#test/support/attacks/certified'
import { describeAttacks } from '#test/support/attacks/judge-variant'

describeAttacks('evil annotations and sneaky signatures', await certifiedAttacks(), {
  missed: [2, 3].flatMap((level) => [
    `certified at level ${String(level)}: an unsigned signature field with a background`,
    `certified at level ${String(level)}: the value of a field, not its look`,
  ]),
})
