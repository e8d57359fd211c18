import { chainAttacks } from '#test/support/attacks/chains'
import { describeAttacks } from '#test/support/attacks/judge-variant'

describeAttacks('certificate chain attacks', await chainAttacks())
