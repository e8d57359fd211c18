import { describeAttacks } from '#test/support/attacks/judge-variant'
import { timestampAttacks } from '#test/support/attacks/timestamps'

describeAttacks('timestamp attacks', await timestampAttacks())
