import { certifiedAttacks } from '#test/support/attacks/certified'
import { describeAttacks } from '#test/support/attacks/judge-variant'

describeAttacks('evil annotations and sneaky signatures', await certifiedAttacks())
